"""An archive made up by rule: many articles, alike enough to be mixed up by a poor search."""

from __future__ import annotations

import random
import unicodedata

from kyyeu.search import Named, SearchDocument
from kyyeu.vietnamese import modern_tone, slugify

SECTIONS = ("Xây dựng Đảng", "Thi đua", "Kinh tế", "Văn hóa - Xã hội")

# Words that fold alike stand in several lists on purpose: thi đua, thì đưa; đường, dương, đuổng.
_WHO = """
Chi bộ xóm|Hội nông dân|Đoàn thanh niên|Tổ hòa giải|Ban công tác mặt trận|Hội phụ nữ
Câu lạc bộ dưỡng sinh|Hợp tác xã|Trường mầm non|Trạm y tế|Đội dân phòng|Cựu chiến binh"""
_DID = """
phát động thi đua|thì đưa ra sáng kiến|trồng hàng hoa ven đường|sửa lại đình làng
giữ rừng ngập mặn|thu gom rác thải|dạy bơi cho trẻ|góp đất mở lối đi|đan lưới đêm trăng
nuôi tôm quảng canh|chăm sóc vườn cây|dựng tủ sách xóm|khơi dòng kênh cũ|đắp lại bờ đê
mở lớp học đêm|đuổi lũ chuột đồng|nấu đường phên|cấy lúa thơm|quyên góp áo ấm
khám mắt miễn phí"""
_WHERE = """
Giao Lâm|Hải Vân|Nghĩa Thủy|Trực Hòa|Xuân Khoẻ|Yên Lý|Nam Quý|Mỹ Thuỵ|Vụ Lâm|Ý Thuỷ
Hải Đường|Giao Dương|Nghĩa Hoa|Trực Hoà|Xuân Đài|Yên Đồng"""
_HOW = """
bằng tiền để dành|trong ba ngày liền|nhờ người con xa quê|giữa mùa nước lớn
trước ngày khai trường|theo lời mẹ dặn|không chờ cấp trên|cùng bộ đội biên phòng
với đôi tay trần|qua từng bữa cơm|sau phiên chợ sớm|dưới bóng đa cũ"""
_FAMILY = ("Trần Văn", "Lê Thị", "Đỗ Đình", "Nguyễn Thuý", "Phạm Hòa", "Vũ Đức", "Đặng Khoẻ")
_GIVEN = (
    "Chung",
    "Trung",
    "Hà",
    "Hạ",
    "Dũng",
    "Dung",
    "Hòa",
    "Hoa",
    "Thủy",
    "Quý",
    "Lượng",
    "Đường",
)
_SYMBOLS = ("CT/TW", "KH/TU", "NQ/HU", "QĐ-UBND")


def _one(draw: random.Random, phrases: str) -> str:
    return draw.choice(phrases.strip().replace("\n", "|").split("|"))


def documents(count: int, seed: int = 7) -> list[SearchDocument]:
    """So many articles over nine years, half of them with the old placement of tones."""
    draw = random.Random(seed)
    return [_document(draw, number) for number in range(count)]


def _document(draw: random.Random, number: int) -> SearchDocument:
    who, did, where, how = (_one(draw, each) for each in (_WHO, _DID, _WHERE, _HOW))
    title = f"{who} {draw.randint(1, 30)} {where} {did} {how}"
    person = f"{draw.choice(_FAMILY)} {draw.choice(_GIVEN)}"
    year = 2012 + number % 9
    serial = draw.randint(1, 60)
    symbol = draw.choice(_SYMBOLS)
    paper = f"{serial:02}/{year}/NĐ-CP" if draw.random() < 0.3 else f"{serial:02}-{symbol}"
    lines = [
        f"{who} ở {where} {did}; ông {person} kể lại {_one(draw, _HOW)}.",
        f"Theo văn bản số {paper}, {_one(draw, _WHO).lower()} {_one(draw, _DID)}.",
        *(
            f"{_one(draw, _WHO)} {_one(draw, _WHERE)} {_one(draw, _DID)} {_one(draw, _HOW)}. "
            f"{_one(draw, _DID).capitalize()} {_one(draw, _HOW)}."
            for _ in range(draw.randint(1, 4))
        ),
    ]
    text = "\n".join(lines)
    if number % 2:
        title, text = modern_tone(title), modern_tone(text)
    if number % 20 == 0:
        text = unicodedata.normalize("NFD", text)
    id = slugify(person)
    return SearchDocument(
        id=f"g{number:04}",
        path=f"{year}/g{number:04}.html",
        title=title,
        date=f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}T{draw.randint(10, 20)}:00",
        section=draw.choice(SECTIONS),
        text=text,
        names=(Named("person", id, person, f"nguoi/{id}/"),),
        authors=(draw.choice(("Lam Hồng", "Thu Hoài")),),
        photos=number % 3 == 0,
    )
