### Codes met when scanning

guide-code-foreign = What was scanned is no coupon code of this campaign, and the program does not know what it is.
    .title = Not a coupon code
    .why = Mostly another app's code, a membership card, or a code on a leaflet.
    .do =
        Ask the shopper to open the CCB Life app, Me – Coupons, and the coupon
        Wait until the whole code is shown, and scan again
        If it happens each time, check the scanner with Ctrl+G
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-code-payment = A payment code was scanned (WeChat, Alipay, a bank), not a coupon code.
    .title = A payment code
    .why = The shopper opened the payment page first. It gives no discount, and this program takes no money with it.
    .do =
        Ask for the coupon code under Me – Coupons first, and redeem
        When the screen shows what to pay, take the money as the store does
    .call = { -call-nobody }
    .safe = { -safe-untouched }; the payment code was neither used nor kept

guide-code-url = A web address was scanned, not a coupon code.
    .title = A web address
    .why = Posters, claiming pages and product pages carry addresses. Coupons are claimed in the app, not at the till.
    .do =
        Ask the shopper to open the CCB Life app, Me – Coupons
        Open the coupon and scan its code
    .call = { -call-nobody }
    .safe = { -safe-untouched }; the address was not opened

guide-code-product = A coupon code is wanted here, and a product barcode was scanned.
    .title = A product barcode
    .why = The wrong thing was in front of the scanner.
    .do =
        Scan the coupon code on the shopper's phone
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-code-truncated = Only a part of the coupon code arrived: digits are missing.
    .title = Code not read to its end
    .why = A dark or shiny screen, a moving hand, or a scanner too quick for the PC. It is no forgery: scan again.
    .do =
        Turn up the phone's brightness and hold it still, 10 to 20 cm away
        Scan again
        If it keeps happening, Ctrl+G: look at lost characters and speed
    .call = If the check does not help, { -engineer }
    .safe = { -safe-untouched }

guide-code-garbled = All digits arrived, but the check digits say that one of them was read wrongly.
    .title = Code not read rightly
    .why = A dirty or shiny screen, or a keyboard layout or input method that changed keys. It is no forgery: scan again.
    .do =
        Clean and brighten the screen, and scan again
        Switch to the English input method
        If it keeps happening, check the scanner with Ctrl+G
    .call = If the check does not help, { -engineer }
    .safe = { -safe-untouched }

guide-code-misread = The barcode or serial number was not read whole and is not used.
    .title = Barcode not read whole
    .why = Its check digit is wrong, or two readings differed: a digit too few or too many.
    .do =
        Aim at the whole barcode and scan again
        Or type the digits printed below it
    .call = { -call-nobody }
    .safe = The barcode did not go into the sale. { -safe-untouched }

guide-code-malformed = The code was read whole, but its content has not the form it should have.
    .title = Content not in form
    .why = An old version of the app, or a code that the app did not make.
    .do =
        Ask the shopper to refresh the code, and scan again
        Ask them to update the CCB Life app
        Otherwise sell without the coupon
    .call = { -call-bank }
    .safe = { -safe-untouched }

guide-code-wrong-environment = A training code came to a live terminal, or a live code to a training terminal.
    .title = Training and live mixed up
    .why = They are two worlds: a training coupon is no money, and a real one must not be used up in training.
    .do =
        Look at the top of the screen: training or live
        Live terminal: ask for the coupon in the CCB Life app
        Training terminal: use the demo's coupons; redeem the shopper's at a live terminal
    .call = Ask the store manager which terminal is the live one
    .safe = { -safe-untouched }

guide-code-unknown-key = This terminal does not hold the key that signed the code, so it cannot tell whether it is genuine.
    .title = No key for this code
    .why = The bank changed its key and this terminal was long offline, or the coupon is of another campaign.
    .do =
        Press F5 and wait until it is synced
        Ask the shopper to refresh the code, and scan again
    .call = { -call-bank }
    .safe = { -safe-untouched }

guide-code-forged = The code's signature is wrong: the bank did not issue it, or somebody changed it.
    .title = Signature wrong
    .why = A made-up or altered code. A misread digit is told apart and never ends here.
    .do =
        Do not accept it, and do not argue
        Ask the shopper to open the coupon in the CCB Life app here, and scan again
        If it stays so, sell without the coupon and note the time
    .call = { -call-store-bank }
    .safe = { -safe-untouched }

guide-code-other-campaign = This coupon is of another campaign (another city or another season).
    .title = Coupon of another campaign
    .why = Coupons of different places look alike in the app.
    .do =
        Ask the shopper for a coupon of this campaign, Me – Coupons
        Without one, sell without a coupon
    .call = A shopper with questions may call { -hotline }
    .safe = { -safe-untouched }; in its own campaign it is as good as before

guide-code-not-yet = The code was made later than this terminal's time.
    .title = Code ahead of the clock
    .why = This PC's clock is slow, or the phone's is fast.
    .do =
        Press F5: the terminal sets its time by the platform
        Ask the shopper to refresh the code, and scan again
        Do not change the PC's clock by hand
    .call = If it stays so, { -engineer }
    .safe = { -safe-untouched }

guide-code-expired = The code was shown too long ago. The coupon itself has not expired.
    .title = Code expired
    .why = Codes change about every two minutes, so screenshots and forwarded codes fail: the shopper opens the app here.
    .do =
        Ask the shopper to refresh the code in the CCB Life app
        Scan it at once
        If a fresh one fails too, press F5 to set the terminal's time
    .call = If it stays so, { -engineer }
    .safe = { -safe-untouched }, and a fresh code will do

guide-codes-two = More than one coupon code is in the picture.
    .title = Two coupon codes
    .why = A sale takes one coupon, and the program does not choose for the shopper.
    .do =
        Leave only one code in view
        Scan again
    .call = { -call-nobody }
    .safe = { -safe-untouched }
