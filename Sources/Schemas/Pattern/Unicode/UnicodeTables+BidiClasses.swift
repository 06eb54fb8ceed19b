extension UnicodeTables {
    /// Bidi_Class of Unicode 17.0. Made by script/idna-tables.py.
    static let bidiClasses = #"""
        R =}l@@@@A@A@HZCEjMj@HAC@BWC@H@B@FN@XD@o|D@lwu@@@I@L@D@@@A@A@IodBEA@@k@@AB@AV@gAGHo@R@AD`@CYD
         Ze@w@CSAn@NC@B@\IHFHF_A_@d@EKHu@IUAZDYFCKFoAhAv@r@Lr@FEiA[HVGAoFi@B@AAmAg@gAQCCe@[SVh_u@dEAHo@cAF@CICA
        AL =go@@A@@@Lo@a@B@dBNAFAIS@A@]\xAJ@mDJD_@Oi@es{@rBOjJQ_AAu@g@LrBD@fCboBc@}KEgBUJHvgv@cAkA|@aE
         C@Z@A@@A@@I@C@@@@E@C@@@@@@B@A@@A@@@@@@@@@@A@@AC@F@C@C@@@I@PDB@D@P
        AN =_o@EyAI@AoB@qLAoA@la`AIEIuG^
        EN =o@IwBAD@up@IujE@BEEI}^Ssru@If]Zsnq@IsuAq@_gEJdvAI
        ES =j@@@@kaGAMAeK@ugu@@wXAfD@@@
        CS =k@@@AI@dB@jj@@apE@S@jov@@@@A@uD@@AI@
        ET =b@B{BCIA|e@@xBA~A@f[AF@tF@fG@dQ@zkA@saADjBa@kB@cF@cp`@AdpT@HAwCByEABAu~FC}wo@@
        ON =`@ABDOEYEYCa@@CC@A@AC@@BADV@^@`MAFMAMDH@PsBAG@DA@@mB@rK@AAvBAEAmE@I@kGCx^E@@|BFzTCqa@IeB@y
         SArIIEJtH@BAwCa@|l@@@BJBLBLBLAPWLN@Y\BLBpBA@C@AI@@BDE@@@@@@OACDDCAOh@BCaCAaHdAY@sCUJTg@aBaM@rI_GsRAiCdFEMF_G
         }Aa@Y@xAKuEYO@CBXN@DADBzAAB@yA@cEe@H@l@Ap@O[Bq@NKCfDCbBA^@_mE_AosTv@eIBbB@IA_Ca@eB@~CCgACqVAvaSOjJQ_AAu@Gl@B
         OIU_@@@A@@H@AAB@@A@tCABDOEYEYJ{BBBFIDbG@}@lABLB@}z@@xOFmP@`JHxJSyn@LgjAGCPo~R@|_VuEc@BBsLEVNPwVATaAB@yDvAiZ@
         X@^@X@^@X@^@X@^@X@kxDAmGk@CcBKNAN@N@d@TD^@y@E|@@qDEyCx]BPBLByEEKC@NKCw@GIEg@G]AKCAMHf@wIGMALBJBx@@@COAKCIFrC
         @{AI@
        BN =?HDMbBE@YL@_zD@{~@BqADDEnsv@@_ln@CneDGesjW@]_B
        NSM =_WoBrGFfGl@@@@A@A@@gAJo@TO@dBFAEAA@Cb@@]ZzAJy@HH@WC@H@B@Dj@Bz@Hi@W@_@v@@@@CGC@BFIA\@y@@CCG
         @SAY@AAx@@CACAABB@]AB@JAx@@CD@AC@SAUE@@y@@A@@CG@FAJA]@|@@K@q@@B@v@@@BDB@CFAJA\@y@@NASA[Ax@ACCG@SA\@gA@FB@@yA
         @AFKGaB@AHJFhAAZ@@@@@v@M@D@ADJ@c@H@eBC@E@AAAXACBOCL@AAE@N@~TBq\B\A]A]A_AA@FG@AJH@l@B@@tBAa@@uBBCAH@EBzEAA@y@
         @@F@@@@AGEIA@o@m@AKSCo@@@D@@D@g@HKA_@CAA@Bw@@@AB@@By@GAAwCB@L@FC@E@BAeE_AoU`@}~ABlC@_B_@iPCjBAsm\C@I_@AoAAoG
         @B@C@XAD@vCAYQL@e@GXJm@Bo@@ACAAf@@bAEAAAAK@G@n@@r@@@BAADA@@i@AG@mF@A@C@oxR@`VOOOl]@aF@tCDes@B@ADCg@BC@dDA|PC
         `AD|HAlAEeAJp@CzB@u@Nh@@AAIBp@CAAF@|@Bc@D@G}@@KAs@HICA@~ABA@@AE@A@|C@BGTAx@AB@d@FBDeAEL@@@@@MAtAGAB@@V@sAE@@
         CA@AmFCEA@AZAtAGA@@AiB@@@AE@@dB@@@AC@DbGH@A_GA@@C@oCCAAC@_@EAAg@EACG@HEABm@L@AeE@@B@@hEF@EsAUAF@A@AyBEB@@A@F
         @@gAAB@@@zIAJAs@DD@@@V@dfD@ENgeJKBB_mADz@Fw_@@~@CpA@wdRA`rCm@AV_PBPGAF]CsCBz|@v@Cq@G@M@UD@Noi@F@PAF@A@DcB@_D
         FvJ@|@C{NC}FArF@A@FAD@yMFlBFt|dWoF
        """#
}
