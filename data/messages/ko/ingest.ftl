# 목록 읽기: 결과를 알리는 말.

ingest-file = { $file }
ingest-dry-run = 읽어 보기만 했습니다. 아무것도 저장하지 않았습니다.
ingest-list = { $sheet ->
    [none] { $subject }
   *[other] 시트 “{ $sheet }”: { $subject }
  } (서식: { $preset }, 기준일 { $day })
ingest-preset-none = 열 이름으로 알아봄
ingest-subject-facility = 시설 목록
ingest-subject-offer = 장소별 서비스 목록
ingest-subject-programme = 기관의 서비스·프로그램 목록
ingest-subject-resource = 자원목록
ingest-subject-area-changes = 행정구역 변경 대응표
ingest-subject-areas = 행정구역 목록
ingest-rows = 행: { $read }개 읽음, { $kept }개 보관(새로 { $new }, 바뀜 { $changed }, 그대로 { $unchanged }), { $refused }개 거절, { $gone }개는 목록에서 빠짐.
ingest-described = 목록에 나온 것: { $things }.
ingest-created = 새로 등록: { $things }.
ingest-things-agency = 기관 { $count }
ingest-things-group = 비공식 자원 { $count }
ingest-things-service = 서비스 { $count }
ingest-things-place = 장소 { $count }
ingest-things-person = 담당자 { $count }
ingest-things-area = 행정구역 { $count }
ingest-things-record = 기록 { $count }
ingest-nothing-new = 바뀐 것이 없습니다.
ingest-hidden-sheet = 숨긴 시트입니다. 함께 읽었습니다.
ingest-hidden-rows = 숨긴 행 { $count }개도 함께 읽었습니다.
ingest-protected = 보호시설 { $count }개 행: 주소는 관리자에게만 보입니다.
ingest-refused-row = { $row }행: { $why }
ingest-refused-name-missing = 기관이나 서비스의 이름이 없습니다.
ingest-refused-more-cells-than-heads = 열 이름보다 칸이 많습니다. 글 안의 쉼표에 따옴표가 빠졌을 수 있습니다.
ingest-refused-provider-unsure = 문의처에서 기관 하나를 알아볼 수 없습니다. 기관명 열을 더하세요.
ingest-refused-name-too-long = 이름이 검색할 수 없을 만큼 깁니다.
ingest-refused-address-too-long = 주소가 검색할 수 없을 만큼 깁니다.
ingest-refused-no-area-code = 열 자리 행정동 코드나 시도 이름이 없습니다.
ingest-refused-area-unknown = 새 행정동 코드가 행정구역 목록에 없습니다. 공식 목록을 먼저 읽으세요.
ingest-refused-more = … 그 밖에 { $count }개.
ingest-field-contact = 담당자
ingest-unread = 확실히 읽지 못한 칸: { $fields }. 적힌 그대로 보관했습니다.
ingest-unknown-areas = 기준일의 행정구역 목록에 없는 시군구: { $areas }.
ingest-no-areas = 행정구역 목록을 아직 읽지 않아 시설에 행정구역이 없습니다.
ingest-waiting = 같은 것인지 사람의 판단을 기다리는 것이 { $count }개 있습니다.
ingest-unmapped = 쓰임을 알 수 없는 열(기록에는 보관): { $columns }.
ingest-skipped = 읽지 않은 표: { $why }
ingest-withdrawn = “{ $name }” 목록을 거두어들였습니다: 기록 { $records }개, 다른 출처가 없는 것 { $left }개.

ingest-where-sheet = “{ $sheet }” 시트
ingest-where-row = { $row }행
ingest-where-column = { $column }열

ingest-format-pdf = PDF 문서
ingest-format-hwp3 = 한글 3 문서
ingest-format-sqlite = SQLite 데이터베이스
ingest-format-picture = 그림
ingest-format-gzip = gzip 압축 파일
ingest-format-7z = 7-Zip 압축 파일
ingest-format-rar = RAR 압축 파일
ingest-format-zip = zip 압축 파일
ingest-format-rtf = 서식 있는 글(RTF)
ingest-format-hwp = 한글 문서
ingest-format-xls = 옛 엑셀 파일(.xls)
ingest-format-doc = 워드 문서(.doc)
ingest-format-ppt = 파워포인트 파일(.ppt)
ingest-format-ole2 = 옛 오피스 파일
ingest-format-xlsb = 이진 엑셀 파일(.xlsb)
ingest-format-docx = 워드 문서(.docx)
ingest-format-pptx = 파워포인트 파일(.pptx)
ingest-format-odt = 오픈도큐먼트 문서
ingest-format-xml = XML 문서
ingest-format-json = HSDS가 아닌 JSON 파일
ingest-format-gedcom = 가족 파일(GEDCOM)

ingest-limit-bytes = 파일의 크기(바이트)
ingest-limit-entries = 압축 안의 파일 수
ingest-limit-unpacked = 풀었을 때의 크기(바이트)
ingest-limit-ratio = 풀었을 때 커지는 배수
ingest-limit-cells = 처음부터 끝까지의 칸 수
ingest-limit-merged = 병합된 칸 수
ingest-limit-rows = 행 수
ingest-limit-letters = 한 칸의 글자 수
ingest-limit-sheets = 시트 수
ingest-limit-pages = 쪽 수
ingest-limit-memory = 메모리(MB)
ingest-limit-time = 시간(초)
