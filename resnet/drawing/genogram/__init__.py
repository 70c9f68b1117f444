"""The genogram: a family's generations, partnerships and emotional relations around one person."""
