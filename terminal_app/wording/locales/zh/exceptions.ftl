### 异常：类别、处理经过。键 exception-step-* 是 domain.event.CaseStep。
exception-redemption-declined = 核销后来被拒
exception-refund-declined = 退款后来被拒
exception-reversal-declined = 冲正未被平台接受
exception-step-noted = 备注
exception-step-taken = 接手
exception-step-handed-to-bank = 转交银行
exception-step-settled = 结案
exception-note = { $step }（{ $operator }，{ $at }）{ $note }
exception-id = 编号 { $entry }
exception-advice = 请店长接手：核对双方记录，联系银行 95533，处理完后结案

evidence-redemption-id = 核销号 { $value }
evidence-store-id = 门店 { $value }
evidence-terminal-id = 终端 { $value }
evidence-used-at = 使用时间 { $value }
