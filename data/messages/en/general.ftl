# Words that all screens share
language-name = English
