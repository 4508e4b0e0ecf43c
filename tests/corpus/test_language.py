"""The language is told where the text is long enough."""

import pytest

from nlp.corpus.language import find_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The table was long, and the hosts had set it for eleven; a twelfth guest waited outside.", "en"),
        ("Meja itu panjang dan tuan rumah menyiapkan sebelas kursi untuk para tamu dari kawasan.", "id"),
        ("한국과 아세안의 협력은 꾸준히 자라고 있다.", "ko"),
        ("Quan hệ giữa hai bên phát triển mạnh mẽ trong nhiều năm qua và còn nhiều tiềm năng.", "vi"),
        ("ความร่วมมือระหว่างเกาหลีใต้กับอาเซียนเติบโต", "th"),
        ("Seoul acts.", None),
        ("KASI, NSP, CSP", None),
        ("", None),
    ],
)
def test_find_language(text, language):
    assert find_language(text) == language
