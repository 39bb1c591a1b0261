from pathlib import Path

from kyyeu.fixity import BLOCK_BYTES, digest, digest_file


def test_the_digest_is_blake2b_128_in_hex() -> None:
    assert digest(b"") == "cae66941d9efbd404e4d88758ea67670"
    assert digest("Kỷ yếu".encode()) != digest("Kỷ yêu".encode())


def test_a_file_larger_than_a_block_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    data = b"x" * (BLOCK_BYTES + 7)
    (tmp_path / "f").write_bytes(data)
    assert digest_file(tmp_path / "f") == digest(data)
