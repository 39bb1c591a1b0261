"""Stock Pelican: its generators, writer, Markdown; ``lacking.py`` adds what no setting does."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

SITENAME = "Kỷ yếu nhỏ"
SITESUBTITLE = "Lưu trữ báo chí tỉnh Nam Định, từ năm 2017"
SITEURL = "https://kyyeu.example"
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_DATE_FORMAT = "%d/%m/%Y"  # told once an article, as `locale_date`
PATH = "content"
OUTPUT_PATH = "output"
THEME = str(HERE)
THEME_STATIC_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
PLUGINS = ["lacking"]
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None  # there are none to look for

DIRECT_TEMPLATES = [
    "index", "categories", "authors", "archives", "people", "units", "directives", "sitemap",
    "feed",
]  # fmt: skip
CATEGORIES_SAVE_AS, AUTHORS_SAVE_AS = "chuyen-muc/index.html", "tac-gia/index.html"
PEOPLE_SAVE_AS, UNITS_SAVE_AS = "nguoi/index.html", "don-vi/index.html"
DIRECTIVES_SAVE_AS, ARCHIVES_SAVE_AS = "van-ban/index.html", "nam/index.html"
SITEMAP_SAVE_AS, FEED_SAVE_AS = "sitemap.xml", "feed.json"

PAGINATED_TEMPLATES = {"category": 20, "author": 20, "tag": 20}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)
ARTICLE_URL = ARTICLE_SAVE_AS = "{date:%Y}/{date:%m}/{slug}.html"
CATEGORY_URL, CATEGORY_SAVE_AS = "chuyen-muc/{slug}/", "chuyen-muc/{slug}/index.html"
AUTHOR_URL, AUTHOR_SAVE_AS = "tac-gia/{slug}/", "tac-gia/{slug}/index.html"
# A tag is told as "Đỗ Văn Chung [nguoi/do-van-chung-eebe45]": one kind of tags stands for three.
TAG_URL, TAG_SAVE_AS = "{slug}/", "{slug}/index.html"
TAG_REGEX_SUBSTITUTIONS = [(r".*\[(.*)\]", r"\1")]
YEAR_ARCHIVE_URL, YEAR_ARCHIVE_SAVE_AS = "{date:%Y}/", "{date:%Y}/index.html"
MONTH_ARCHIVE_URL = "{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = "{date:%Y}/{date:%m}/index.html"

FEED_DOMAIN = SITEURL
FEED_ALL_ATOM, FEED_ALL_RSS = "atom.xml", "rss.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
