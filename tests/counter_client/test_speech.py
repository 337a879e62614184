"""The resident's voice: real words where espeak-ng is installed, else a tone."""

import numpy as np
import pytest

from counter_client.devices import SAMPLE_RATE
from counter_client.speech import Speech, hum, sentences, speak
from signaling.protocol.names import Language


@pytest.mark.parametrize("language", list(Language))
def test_sentences_become_sound_with_pauses_between(language: Language) -> None:
    speech = speak(sentences("社会保障卡申领", language), language)
    assert speech is not None
    loudness = [speech.level(tenth / 10) for tenth in range(300)]
    assert max(loudness) > 0.2
    assert min(loudness) == 0.0


def test_without_espeak_ng_there_are_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert speak(("您好",), Language.CHINESE) is None


def test_the_tone_is_heard_and_pauses() -> None:
    tone = hum().at(0, SAMPLE_RATE * 6)
    assert np.abs(tone[: SAMPLE_RATE * 2]).max() > 1000
    assert not tone[SAMPLE_RATE * 2 :].any()


def test_the_level_follows_the_sound_in_a_loop() -> None:
    second = np.concatenate([np.full(SAMPLE_RATE, 10_000), np.zeros(SAMPLE_RATE)]).astype(np.int16)
    speech = Speech(second)
    assert [speech.level(at) for at in (0.5, 1.5, 2.5)] == [1.0, 0.0, 1.0]
