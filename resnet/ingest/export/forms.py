"""The forms in which the directory is taken along, by the name of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from resnet.graph.network.snapshot import Network
from resnet.ingest.export.files import written_csv, written_workbook
from resnet.ingest.export.rows import Sheet, directory_sheet, resource_list_sheet
from resnet.messages import Messages

_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV: Final = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class Form:
    """What is written, how, as what."""

    sheet: Callable[[Network, Messages], Sheet]
    write: Callable[[Sheet], bytes]
    media_type: str

    def content(self, network: Network, words: Messages) -> bytes:
        """The file: of everything that is everybody's, no protected place and no record."""
        return self.write(self.sheet(network, words))


FORMS: Final[Mapping[str, Form]] = MappingProxyType(
    {
        "directory.xlsx": Form(directory_sheet, written_workbook, _WORKBOOK),
        "directory.csv": Form(directory_sheet, written_csv, _CSV),
        "resource-list.xlsx": Form(resource_list_sheet, written_workbook, _WORKBOOK),
        "resource-list.csv": Form(resource_list_sheet, written_csv, _CSV),
    }
)
