"""Draw the photographs of the sample archive into ``content/photos/``.

The photographs are committed; this script is needed only to make them again, and with the same
Pillow it makes the same bytes. Pictures are drawn, so nobody's likeness is in the archive::

    python scripts/draw_sample_photos.py
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from sample_photos import fields, halls, portraits, roadside, rooms, village
from sample_photos.metadata import Words, embed
from sample_photos.paint import Canvas

PHOTOS = Path(__file__).resolve().parent.parent / "content" / "photos"
MOST_BYTES = 46_000  # of one photograph before its words are embedded
ORIENTATION, GPS = 0x0112, 0x8825  # EXIF tags


@dataclass(frozen=True)
class Shot:
    """One photograph: where it lies, who draws it, what is written into the file."""

    path: str  #: below ``content/photos``
    scene: Callable[[], Canvas]
    words: Words
    longest: int = 1100  #: pixels on the long side
    mirrored: bool = False  #: the scene seen from the other side
    turned: bool = False  #: stored lying on its side, with EXIF orientation 6
    place: tuple[float, float] | None = None  #: EXIF latitude and longitude, degrees north and east


SHOTS = (
    Shot(
        "2017/05/lop-chinh-tri.jpg",
        halls.political_class,
        Words("Một giờ học của lớp bồi dưỡng kết nạp Đảng khóa 3 năm 2017.", "Thu Hoài"),
    ),
    Shot(
        "2017/06/gat-lua.jpg",
        fields.rice_harvest,
        Words("Gặt lúa xuân trên xứ đồng Cửa Đình, xã Nam Phượng.", "Ngọc Diệp"),
        longest=1000,
    ),
    Shot(
        "2017/09/de-bien.jpg",
        fields.dyke_in_storm,
        Words(
            "Lực lượng xung kích hộ đê trong đêm 15-9.",
            "Hải Sâm",
            "Người mặc áo mưa vàng chuyền bao tải trên mặt đê dưới mưa.",
        ),
        longest=1000,
    ),
    Shot(
        "2017/11/co-giao.jpg",
        portraits.teacher,
        Words("Cô giáo Phạm Thị Thu Hằng trong phòng học tại nhà.", "Phương Nhã"),
        turned=True,
    ),
    Shot(
        "2018/03/cho-hoa.jpg",
        roadside.flower_market,
        Words("Buôn bán hoa, cây cảnh sau rằm tháng Giêng.", "Ngọc Diệp"),
        longest=900,
    ),
    Shot(
        "2018/09/khai-giang.jpg",
        village.flag_ceremony,
        Words(
            "Lễ chào cờ trong buổi khai giảng năm học 2018-2019.",
            "Phương Nhã",
            "Học sinh áo trắng đứng thành hàng dưới cột cờ trước dãy nhà hai tầng.",
        ),
        longest=900,
    ),
    Shot(
        "2018/10/duong-xom.jpg",
        village.village_road,
        Words("Đường trục xóm 9, xã Hải Thượng, sau khi mở rộng.", "Minh Vĩnh"),
    ),
    Shot(
        "2019/10/duong-hoa.jpg",
        village.flower_road,
        Words("Đường hoa xóm 9 do chị em phụ nữ trồng và chia nhau tưới.", "Ngọc Diệp"),
        longest=1000,
    ),
    Shot(
        "2019/10/gat-tay.jpg",
        fields.hand_harvest,
        Words("Những thửa ruộng nhỏ sát đê vẫn phải gặt tay.", "Ngọc Diệp"),
    ),
    Shot(
        "2019/10/tan-hoc.jpg",
        village.school_gate,
        Words("Giờ tan học, học sinh đi hàng một đến ngã ba mới tách về các xóm.", "Ngọc Diệp"),
        longest=1000,
    ),
    Shot(
        "2019/10/cho-chieu.jpg",
        roadside.evening_market,
        Words("Chợ chiều họp hơn một giờ, bán hải sản vừa cập bến.", "Ngọc Diệp"),
        longest=1000,
    ),
    Shot(
        "2019/10/nha-van-hoa.jpg",
        village.lit_hall,
        Words("Nhà văn hóa xóm 9 trong buổi họp bàn sửa kênh.", "Ngọc Diệp"),
    ),
    Shot(
        "2020/02/hoi-nghi-khoi-thi-dua.jpg",
        halls.conference,
        Words(
            "Quang cảnh hội nghị của Khối thi đua các cơ quan Đảng thuộc Tỉnh ủy ngày 13-2-2020.",
            "Lam Hồng",
            "Một người nói ở bục gỗ trước phông đỏ, dưới là các hàng ghế kín người.",
        ),
    ),
    Shot(
        "2020/03/le-ha.jpg",
        portraits.office_portrait,
        Words("Bà Lê Hà bên bàn làm việc.", "Ngọc Diệp"),
        longest=1000,
    ),
    Shot(
        "2020/04/chot-kiem-dich.jpg",
        roadside.checkpoint,
        Words("Kiểm tra thân nhiệt người vào tỉnh rạng sáng 1-4.", "Hải Sâm"),
    ),
    Shot(
        "2020/06/dai-hoi-nam-phuong.jpg",
        halls.congress,
        Words("Đại biểu bỏ phiếu bầu Ban Chấp hành Đảng bộ xã Nam Phượng khóa XXIII.", "Lam Hồng"),
        longest=1000,
    ),
    Shot(
        "2020/08/ruong-muoi.jpg",
        fields.salt_pans,
        Words("Gánh muối về kho trước cơn giông chiều.", "Hải Sâm"),
        place=(20.2297, 106.4286),
        longest=1400,
    ),
    Shot(
        "2020/11/xuong-may.jpg",
        halls.garment_factory,
        Words("Chuyền may áo khoác xuất khẩu những ngày cuối năm.", "Phương Nhã"),
        longest=1000,
    ),
    Shot(
        "2021/05/bo-phieu.jpg",
        rooms.polling,
        Words(
            "Cử tri cao tuổi xã Giao Phúc bỏ lá phiếu đầu tiên tại khu vực số 2, sáng 23-5.",
            "Hải Sâm",
            "Một cụ bà chống gậy bỏ phiếu vào hòm đỏ, cán bộ tổ bầu cử đứng bên.",
        ),
        longest=1000,
    ),
    Shot(
        "2021/07/ban-tiem.jpg",
        rooms.vaccination,
        Words("Tiêm vắc xin cho người cao tuổi tại điểm tiêm xã Giao Phúc.", "Ngọc Diệp"),
    ),
    Shot(
        "2021/10/lop-buoi-toi.jpg",
        village.lit_hall,
        Words("Lớp học dùng điện thoại buổi tối ở nhà văn hóa xóm 2, xã Nam Phượng.", "Minh Vĩnh"),
        longest=1000,
        mirrored=True,
    ),
    Shot(
        "2035/02/hop-thu-thoi-gian.jpg",
        rooms.time_box,
        Words("Hộp thư thời gian trước khi niêm phong.", "Lam Hồng"),
        longest=1000,
    ),
)


def degrees(value: float) -> tuple[float, float, float]:
    """Degrees, minutes and seconds, as EXIF keeps them."""
    minutes = (value % 1) * 60
    return float(int(value)), float(int(minutes)), round((minutes % 1) * 60, 2)


def develop(shot: Shot) -> bytes:
    """The JPEG of a shot, at the best quality that stays below `MOST_BYTES`."""
    picture = shot.scene().finish(shot.longest)
    if shot.mirrored:
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    exif = Image.Exif()
    if shot.turned:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
        exif[ORIENTATION] = 6
    if shot.place:
        north, east = (degrees(value) for value in shot.place)
        exif[GPS] = {1: "N", 2: north, 3: "E", 4: east}
    data = b""
    for quality in range(86, 42, -2):
        buffer = io.BytesIO()
        picture.save(
            buffer,
            "JPEG",
            progressive=True,
            quality=quality,
            optimize=True,
            exif=exif.tobytes() if len(exif) else b"",
        )
        data = buffer.getvalue()
        if len(data) <= MOST_BYTES:
            break
    return embed(data, shot.words)


def main() -> None:
    """Draw all shots and print their sizes."""
    for shot in SHOTS:
        path = PHOTOS / shot.path
        path.parent.mkdir(parents=True, exist_ok=True)
        data = develop(shot)
        path.write_bytes(data)
        print(f"{shot.path}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
