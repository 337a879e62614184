import contextlib
import socket

import pytest
from sqlalchemy import create_engine, text

from tests.support.services import ToolMissing, free_port, postgres_server, redis_server, tool


def test_a_missing_tool_fails_by_name() -> None:
    with pytest.raises(ToolMissing, match="no-such-server"):
        tool("no-such-server")


def test_a_free_port_is_one_that_nobody_listens_on() -> None:
    with contextlib.closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", free_port()))


def test_redis_goes_away_and_comes_back_on_its_port() -> None:
    with redis_server() as server:
        server.kill()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port), 1)
        server.start()
        socket.create_connection(("127.0.0.1", server.port), 1).close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port), 1)


def test_postgresql_gives_databases_that_are_empty_and_apart() -> None:
    with postgres_server() as server, server.database() as first, server.database() as second:
        for url in (first, second):
            engine = create_engine(url)
            with engine.begin() as tx:
                tx.execute(text("create table kept (id int)"))
            engine.dispose()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port), 1)
