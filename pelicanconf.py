"""Settings of the site. What is ours stands in ``KYYEU``; the rest keeps Pelican quiet."""

import gc
import sys
from pathlib import Path

gc.disable()  # what is imported below stays: looking through it again and again costs a fifth

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))  # Pelican does not look beside its settings for `kyyeu`

from jinja2 import StrictUndefined  # noqa: E402

from plugins import index_search, place_photos, print_edition, tag_mentions  # noqa: E402

gc.freeze()
gc.enable()

KYYEU = {
    "name": "Kỷ yếu Thi đua",
    "tagline": "Lưu trữ báo chí tỉnh Nam Định, từ năm 2017",
    "sections": ["Xây dựng Đảng", "Thi đua", "Kinh tế", "Văn hóa - Xã hội", "Người tốt việc tốt"],
    "province": "Nam Định",
    "language": "vi",
    "contact": "dinhchinh@kyyeu.example",
    "data_licence": "CC0-1.0",
    "data_licence_address": "https://creativecommons.org/publicdomain/zero/1.0/deed.vi",
    "imprint": "Bài trong kho mẫu này do nhóm Kỷ Yếu viết; chữ và ảnh được dùng lại tự do.",
}

SITENAME = KYYEU["name"]
SITEURL = ""
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"
PATH = str(HERE / "content")
OUTPUT_PATH = str(HERE / "output")
THEME = str(HERE / "theme")
THEME_TEMPLATES_OVERRIDES = [str(HERE / "site" / "templates")]  # a site's own blocks

# As module objects, so that a plugin that cannot be imported stops Pelican; by name it
# would be skipped with exit code 0. The order is that of the work.
PLUGINS = KYYEU_PLUGINS = [print_edition, place_photos, tag_mentions, index_search]
PLUGIN_PATHS = [str(HERE / "plugins")]

# The stock generators read and write nothing: `print_edition` does.
NOTHING: list[str] = []
ARTICLE_PATHS = PAGE_PATHS = STATIC_PATHS = THEME_STATIC_PATHS = DIRECT_TEMPLATES = NOTHING
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = DRAFT_SAVE_AS = PAGE_SAVE_AS = ""
ARTICLE_URL = ARTICLE_SAVE_AS = "{date:%Y}/{date:%m}/{slug}-{id}.html"
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None
DEFAULT_PAGINATION = False
DELETE_OUTPUT_DIRECTORY = False  # the press puts a whole new site in its place
CACHE_CONTENT = LOAD_CONTENT_CACHE = False  # a pickle, and stale when an authority changes
READERS = {"rst": None, "html": None, "htm": None}
SLUGIFY_SOURCE = "basename"


JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": [],
}
