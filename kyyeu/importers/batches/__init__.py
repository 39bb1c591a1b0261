"""Many documents at once: folders, ZIP, exports of WordPress, feeds, lists of articles."""

from kyyeu.importers.batches.running import Outcome, State, count, import_batch, kind_of

__all__ = ["Outcome", "State", "count", "import_batch", "kind_of"]
