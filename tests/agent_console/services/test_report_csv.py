from agent_console.services.report_csv import table


def test_a_spreadsheet_reads_it_and_calculates_nothing() -> None:
    made = table(("名称", "n"), [("=1+1", 2), ("惠城", 1 / 3), ("@x", None)])
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.decode("utf-8-sig").splitlines() == ["名称,n", "'=1+1,2", "惠城,0.3333", "'@x,"]
