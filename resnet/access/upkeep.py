"""The few questions that the program itself asks of everything, each with its reason.

They stand here together, so that they can be counted: whoever adds one adds a way round consent.
"""

from __future__ import annotations

from typing import Final

from resnet.access.scope import Scope

# Accounts are staff data: nothing of a client is read.
SIGN_IN: Final = Scope.everything(reason="sign in: find the account by its name or key")
# The generation of an account's sessions is raised; nothing else of the account is read or written.
SIGN_OUT: Final = Scope.everything(reason="sign out: end the account's sessions")
# Needs are judged and counted; only tables without anybody leave the room (gaps/).
GAPS: Final = Scope.everything(reason="gap analysis")
# Only whether a number is taken is read; the number is drawn, so that it counts nobody (casework/numbering).
NUMBERING: Final = Scope.everything(reason="number a new case: is the number taken")
# Whose file a case number is, for danger to life: number and name are known (casework/emergency_access).
EMERGENCY: Final = Scope.everything(reason="emergency access: whose file is it, by case number and name")
# A client's file whose time is over goes as a whole; who may ask for it is decided before (casework/erasure).
ERASING: Final = Scope.everything(reason="erase a file that no law keeps any longer")
