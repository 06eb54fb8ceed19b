extension UnicodeTables {
    /// Joining_Type of Unicode 17.0. Made by script/idna-tables.py.
    static let joiningTypes = #"""
        L =qbi@@yqW@H@gP@iU@
        R =ap@C@@@@DCT@g@B@BOQe@@AH@@@@AA@@WA_@@CDC@H@@@@@A@\@JBNAC@@ABAeE@DA@@I@@BM@@ADRJ@ZB@@AAE@jo
         _A@@@@ABDI@B@A@I@pC@@BB@A@@A@@VCtJ@~K@oB@_@@^A}@BAAA@CAD@
        D =_p@@D@@@@DCL@F@Ab@AGOQe@@AH@@@@Ag@BA@QBDC@H@@@@@A^JBNAC@@ABAEiA`@uADA@@I@@I@@CA@\@AD@@OIDA
         AE@N}xB@WxAMa@@@t{b@q@mqWDMC@D@BICpC@@@BB@A@@A@[AqI`@@@~KA@AgBB@PKB[CAKm@@@AC@AA@A@@A@D@thu@cA
        T =lD@qQoBrGFfGl@@@@A@A@@gAJ@@m@TO@dBFAEAA@C`@@@@]ZzAJy@HH@WC@H@B@Dj@Bz@Hi@W@_@v@@@@CGC@BFIA\
         @y@@CCG@SAY@AAx@@CACAABB@]AB@JAx@@CD@AC@SAUE@@y@@A@@CG@FAJA]@|@@K@q@@B@v@@@BDB@CFAJA\@y@@A@E@DASA[Ax@ACCG@SA
         \@gA@FB@@yA@AFKGaB@AHJFhAAZ@@@@@v@M@D@ADJ@c@H@eBC@E@AAAXACBOCL@AAE@N@~TBq\B\A]A]A_AA@FG@AJH@l@B@@tBAa@@uBBCA
         H@EBzEAA@y@@@F@@@@AGEIA@o@m@AKSCo@@@D@@D@g@HKA_@CAA@Bw@@@AB@@By@GAAwCB@L@FC@E@BAeE_AjO@AAYDp@DDE_B`@}~ABlC@_
         B_@iPCjBAsm\C@I_@AoAAoG@B@C@XAD@vCAYQL@e@GXJm@Bo@@ACAAf@@bAEAAAAK@G@n@@r@@@BAADA@@i@AG@mF@A@C@oxR@`VOOOnE@xF
         B`O@aF@tCDes@B@ADCg@BC@dDA|PC`AD|HAlAEeAJp@CzB@u@Nh@@AAIBp@CAAF@|@Bc@D@G}@@KAs@HICA@~ABA@@AE@A@|C@BGTAx@AB@d
         @FBDeAEL@@@@@MAtAGAB@@V@sAE@@CA@AmFCEA@AZAtAGA@@AiB@@@AE@@dB@@@AC@DbGH@A_GA@@C@oCCAAC@_@Ig@EACG@HEABm@L@AeE@
         @B@@hEF@E@@qAUAF@A@AyBEB@@A@F@@gAAB@@@zIAJAs@DD@@@V@teDPENgeJKBB_mADz@Fw_@@~@CpA@wdRA@C{qCm@AV_PBHOAF]CsCBz|
         @v@Cq@G@M@UD@Noi@F@PAF@A@DcB@_DFvJ@|@C{NC}FArF@A@FAD@yMFlBGttdW@]_B_CoF
        """#
}
