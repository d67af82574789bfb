### 录商品时的代码

guide-sale-empty = 订单里还没有商品，不知道要抵扣哪一件。
    .title = 还没有商品
    .why = 要先录商品，程序才知道有没有一件够门槛。
    .do =
        扫商品条码，或输入「品名;单价」按 Enter
        再按 F9 核销
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-sale-too-long = 一个订单的商品行数到了上限。
    .title = 商品行数太多
    .why = 行数有限，小票和上传才装得下。
    .do =
        把其余商品另开一单
        用券的那件放在要用券的那一单里
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-item-unreadable = 一次写完的商品，程序看不懂。
    .title = 商品写法不对
    .why = 要写成「品名;单价;数量;序列号」，用分号隔开。
    .do =
        照样子写，例如：冰箱;8999
        数量和序列号可以不写
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-item-unnamed = 商品没有品名。
    .title = 没有品名
    .why = 小票和退款都要认得是哪一件。
    .do =
        输入品名或型号，按 Enter
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-price-unreadable = 单价不是金额。
    .title = 单价不是金额
    .why = 单价只能是以元为单位的数字，最多两位小数；「12e9」「一千」都不行。
    .do =
        重新输入，例如 8999 或 8999.50
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-price-zero = 单价是 0。
    .title = 单价不能是 0
    .why = 赠品不进订单；门槛看的是成交单价。
    .do =
        输入这一件的成交单价（店内优惠之后、用券之前）
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-quantity-unreadable = 数量不是 1 到 999 的整数。
    .title = 数量不对
    .why = 写了小数、0、负数或文字。
    .do =
        输入整数件数
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-product-unknown = 商品清单里没有这个条码。
    .title = 清单里没有这个商品
    .why = 新品还没有导入，或条码读错了。
    .do =
        手工输入品名和成交单价，照常核销
        请店长把它补进商品清单
    .call = { -call-store }
    .safe = { -safe-untouched }；没有进清单不影响用券

guide-list-empty = 要导入的商品清单里没有一行能用，原来的清单没有改动。
    .title = 商品清单没有能用的行
    .why = 列名不对、条码被 Excel 写成了 6.9E+12，或价格不是数字。
    .do =
        看每一行后面写的原因
        改好文件，或从 ERP 重新导出
        再导入一次
    .call = 改不好，联系{ -engineer }
    .safe = 原来的商品清单原样还在，收银不受影响
