"""Reading what stands below an e-mail: who wrote it, what they do, how to reach them.

Pure: text in, a guess out. Every word of the guess stands in the text; what cannot be told stays empty.
"""

from apps.contacts.signature.reading import LONGEST_TEXT, Signature, read_signature

__all__ = ["LONGEST_TEXT", "Signature", "read_signature"]
