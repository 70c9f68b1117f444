# 자원망 지도: 기관·비공식 자원·팀·서비스와 그 사이의 관계

map-title = 자원망 지도
map-summary = 자원 { $spots }곳과 관계 { $links }개를 그린 자원망 지도입니다. 약한 관계 { $fragile }개, 끝난 관계 { $ended }개.
map-more = 외 { $count }개

## 무엇이 있는가
map-unnamed-agency = 이름 없는 기관
map-unnamed-group = 이름 없는 비공식 자원
map-unnamed-team = 이름 없는 팀
map-unnamed-service = 이름 없는 서비스
map-sector-public = 공공
map-sector-private = 민간
map-sector-either = 공공인지 민간인지 유형만으로는 모름
map-sector-group = 비공식 자원
map-sector-team = 팀
map-sector-service = 서비스
map-sizes = 클수록 맺은 관계가 많음
map-count-agency = 기관 { $count }
map-count-group = 비공식 자원 { $count }
map-count-team = 팀 { $count }
map-count-service = 서비스 { $count }
map-no-area = 지역을 밝히지 않음
map-no-type = 유형을 밝히지 않음

## 무엇으로 이어졌는가
map-ties = 맺은 관계 { $count }
map-ties-fragile = 약함 { $count }
map-ties-ended = 끝남 { $count }
map-agreement = 협약: { $name }
map-team = 팀: { $name }
map-contact = 아는 담당자: { $name }
map-success = 함께 잘 마친 의뢰 { $name }건
map-offer = 제공하는 서비스
map-line-agreement = 협약
map-line-team = 함께하는 팀
map-line-contact = 아는 담당자
map-line-success = 함께 잘 마친 의뢰
map-line-offer = 제공하는 서비스
map-line-ended = 끝난 관계
map-line-parts = 끝나면 자원망이 갈라지는 관계
map-line-fragile = 약한 관계
map-line-valid = 이어지는 관계
map-over = 끝남
map-weak = 약함
map-until = { $day }까지
map-ended = { $day } 끝남
map-parts = 끝나면 { $count }곳이 나머지와 갈라짐
map-why-ends-soon = 곧 끝남
map-why-nominal = 지정 담당자가 없음
map-why-stale = 오래 연락이 없음

## 화면
map-says = 기관·비공식 자원·팀이 무엇으로 이어져 있는지 보여 줍니다. 사람에 관한 것은 없습니다.
map-to-list = 목록으로 보기
map-to-map = 지도로 보기
map-empty = 아직 맺은 협약이나 함께하는 팀이 없습니다.
map-nothing = 고른 것에 맞는 관계가 없습니다. 조건을 줄여 보십시오.
map-loners = 협약·팀·아는 담당자가 없는 자원 { $count }곳
map-loners-say = 누구와도 이어지지 않은 곳입니다. 먼저 이어야 할 곳일 수 있습니다.
map-choose = 보이는 것 고르기
map-arrangement = 배치
map-arrangement-ties = 관계에 따라
map-arrangement-area = 지역별
map-arrangement-type = 유형별
map-kinds = 관계의 종류
map-states = 관계의 상태
map-domain = 욕구영역
map-team-choice = 팀
map-area = 지역
map-type = 유형
map-every = 모두
map-steps = 이웃까지
map-steps-count = { $count ->
    [0] 이웃 없이
   *[other] { $count }단계
}
map-has-loners = 이어지지 않은 곳도
map-show = 보기
map-clear = 조건 지우기
map-search = 이름 찾기
map-found = { $count }곳을 찾았습니다.
map-focus = 이곳만 보기
map-focused = { $name } 둘레만 보고 있습니다.
map-grouped = { $count }곳은 한눈에 가리기에 많아 묶어서 보입니다. 묶음을 고르면 그 안이 열립니다.
map-open-group = 안을 보기
map-show-all = 묶지 않고 모두 보기
map-save = 저장하기
map-save-png = 그림(PNG)
map-save-svg = 그림(SVG)
map-save-graphml = 분석용(GraphML)
map-save-html = 혼자 열리는 화면(HTML)
map-picture = 지도
map-keys = 지도를 고른 뒤: 방향키로 이웃한 곳으로, N과 P로 이어진 곳을 차례로, Enter로 자세히, +와 −로 크기, 0으로 전체, Esc로 놓기.
map-zoom-in = 크게
map-zoom-out = 작게
map-whole = 전체
map-loading = 지도를 그리는 중입니다…
map-no-picture = 이 브라우저는 움직이는 지도를 그리지 못해 멈춘 그림을 보입니다. 아래 목록은 같은 내용입니다.
map-failed = 지도를 불러오지 못했습니다. 아래 목록은 같은 내용입니다.
map-list = 목록
map-details = 자세히
map-open = 이 기관의 화면
map-close = 닫기
map-none-chosen = 고른 곳이 없습니다.
