cli-made-store = 새 저장소를 만들었습니다: { $path }
cli-keep-key = 열쇠 파일을 따로 안전하게 보관하세요. 이 파일 없이는 아무도 저장소를 열 수 없습니다: { $path }
cli-nothing-found = 맞는 것이 없습니다.
cli-check-clean = 이상 없음
cli-copying = 옮겨 담는 중
cli-copied = { $source }을(를) { $target }에 그대로 옮겨 담고 견주었습니다. 두 곳의 지문: { $digest }
cli-published = { $source }에서 공개된 것 { $count }개만 { $target }에 담았습니다. 사람에 관한 것은 없습니다.
cli-backup-made = 백업했습니다: { $path }
cli-restored = 되살렸습니다: { $path }
cli-drawn = 그렸습니다: { $path }
cli-genogram-scope = 기록된 사람이 { $count }명을 넘어 가까운 사람부터 그렸습니다. --generations와 --branch로 범위를 고를 수 있습니다.
cli-template-filled = 양식의 { $count }곳을 채웠습니다.
cli-template-left = 그대로 둔 자리(이 기록에 없는 이름이거나 끝이 다른 문단에 있음): { $asked }
cli-template-unasked = 기록에 있으나 양식에 자리가 없는 것: { $names }
cli-users = 사용자
cli-user-made = 사용자를 만들었습니다: { $login }
cli-user-password-changed = { $login }: 비밀번호를 바꾸었습니다. 이 계정은 어디서나 로그아웃되었습니다.
cli-user-blocked = 사용자를 차단했습니다: { $login }
cli-password = 비밀번호
cli-password-again = 비밀번호를 한 번 더
cli-token = 이 열쇠는 지금 한 번만 보입니다: { $key }
cli-audit-clean = 열람 기록의 사슬이 온전합니다.
cli-no-looks = 아직 아무도 보지 않았습니다.
cli-demo-builds = 시연 지역을 만드는 중입니다 (30초쯤)…
cli-demo-made = 시연 지역 “한결시”를 만들었습니다: { $path } (시각은 { $day }에 멈춰 있습니다). 사람과 기관은 모두 지어낸 것입니다.
cli-demo-counts = 기관 { $agency }, 비공식 자원 { $group }, 서비스 { $service }, 협약 { $agreement }, 팀 { $team }, 사례 { $case }, 합의된 욕구 { $agreed-need }, 의뢰 { $referral }
cli-demo-files = 그림과 표: { $path }
cli-demo-accounts = 계정 (비밀번호는 모두 { $password }):

# -- resnet withdraw, resnet export
withdraw-none = 받은 파일이 없습니다.
export-written = 썼습니다: { $path }

# -- resnet review
review-found = 목록 전체를 견주어 { $joined }쌍을 합쳤고 { $waiting }쌍이 판단을 기다립니다.
review-count = 판단을 기다리는 쌍이 { $count }개입니다.
review-pair = { $id } · 근거 { $bits }비트
review-side =   { $mark } { $name } · { $kind } · { $phone } · { $address } · 출처 { $sources }
review-evidence =     { $bits } { $feature }: { $says }
review-unknown = 모름
review-decided = { $id } · { $verdict } · { $how } · { $day }
review-same = 하나가 되었습니다. 이제 { $kept } 로 찾습니다. 취소: resnet review --undo { $id }
review-different = 다른 곳으로 두었습니다. 취소: resnet review --undo { $id }
review-undone = 판단을 취소했습니다: { $id }

# -- resnet due
due-count = 확인할 때가 된 곳이 { $count }곳입니다.
due-entry = { $name } · { $phone } · { $leaning }
due-leaning = 기대는 욕구 { $count }건 이상
due-leaning-few = 기대는 욕구 5건 미만
due-value =   { $thing } · { $kind }: 마지막 확인 { $day }, 틀렸을 가능성 { $chance } %
due-half-life = { $kind }: 값의 절반이 맞는 기간 { $days }일 (목록에서 본 변화 { $changes }건, { $years }값·년)

# -- resnet ingest --outreach
outreach-taken = { $file }: { $rows }명 가운데 { $taken }명을 잠재적 대상자로 받았습니다(전에 받은 사람 { $known }명). 각자의 동의와 넘겨준 기관이 함께 남았습니다.
outreach-would = { $file }: { $rows }명을 받을 수 있습니다. 아직 아무것도 쓰지 않았습니다.
outreach-not-taken = 읽지 않은 열: { $heads }

# -- resnet ingest --family
family-taken = { $file }: { $people }명 가운데 가까운 가족 { $taken }명과 관계 { $ties }개를 적었습니다. 먼 친척 { $far }명은 가져오지 않았습니다.
family-would = { $file }: { $people }명 가운데 가까운 가족 { $taken }명과 관계 { $ties }개를 적을 수 있습니다. 먼 친척 { $far }명은 가져오지 않습니다. 아직 아무것도 쓰지 않았습니다.
family-undated = 사망했으나 해를 알 수 없는 사람이 { $count }명입니다. 확인해 사망 연도를 적으세요.

cli-erase-due = { $name } · { $code } · { $day }부터 지울 수 있음
cli-erase-none = 보존 기간이 끝난 파일이 없습니다.
cli-erase-would = 지울 것: { $what } ({ $count }건). 되돌릴 수 없습니다. 지우려면 --yes를 붙이세요.
cli-erase-done = 지웠습니다: { $what } ({ $count }건). 이 파일이 든 백업은 되살릴 때 다시 지워집니다.
