### 人员：谁能登录、PIN、猜 PIN 要等多久。

refused-sign-in-wait = PIN 错得太多，{ DURATION($wait_s) }后才能再试
    .next = 请稍候；忘记 PIN 请店长重置（马上可以登录），别的人不受影响

refused-operator-unknown = 没有工号 { $operator }，或已经停用
    .next = 用 operator list --all 查看工号

refused-operator-known = 工号 { $operator } 已经是 { $name } 的
    .next = 换一个工号；只改 PIN 用 operator reset-pin

refused-operator-number-taken = 工号 { $operator } 以前是 { $name } 的，不能给别人
    .next = 换一个工号；本人回来请用原来的姓名添加

refused-operator-number-unreadable = 工号要 { $least } 到 { $limit } 位数字
    .next = 重新填写工号，例如 1003

refused-operator-name-empty = 没有填姓名
    .next = 填上姓名，例如 --name 张三

refused-operator-first = 这台终端还没有人，第一个人必须是店长或建行外勤
    .next = 先添加店长，再由店长添加收银员

refused-operator-above = 建行外勤由建行管理，店长不能添加、停用或重置
    .next = 请建行外勤登录后办理，或拨打 95533

refused-operator-self = 不能停用自己（{ $operator }）
    .next = 请另一位店长或建行外勤办理

refused-operator-last-manager = { $operator } 是最后一位店长，不能停用
    .next = 先添加另一位店长

refused-pin-unreadable = PIN 要 { $least } 到 { $limit } 位数字
    .next = 换一个 PIN

refused-pin-obvious = 这个 PIN 太容易猜：连号、重复、年份、工号或常用数字
    .next = 换一个只有本人知道的 PIN，六位以上更好

refused-pin-missing = 没有给新 PIN
    .next = 在终端窗口里办，按提示输入；脚本里放进环境变量 COUPON_TERMINAL_NEW_PIN

refused-pin-differs = 两次输入的 PIN 不一样
    .next = 重新输入，两次要一样

cli-people-none = 还没有人员；先添加店长：operator add 8001 --name 姓名 --role manager
cli-people-new-pin = {"新 PIN（不显示）："}{" "}
cli-people-new-pin-again = {"再输一次："}{" "}
cli-people-added = { $name }（{ $id }）可以登录了
cli-people-disabled = { $name }（{ $id }）已停用，不能再登录；以前的记录都在
cli-people-pin-reset = { $name }（{ $id }）的 PIN 已重置
cli-people-line = { $id }  { $name }  { $role }  { $state ->
        [active] 在用
        [waits] PIN 错得太多，{ DURATION($wait_s) }后可再试
       *[left] 已停用
    }
screen-locked = 很久没有操作，已锁定；请重新登录
screen-sign-in-nobody = 还没有人员。请建行外勤或店长在命令行添加：coupon-terminal operator add 8001 --name 姓名 --role manager，再重新打开
