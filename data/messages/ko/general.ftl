# 모든 화면에서 함께 쓰는 말
language-name = 한국어
