extension UnicodeTables {
    /// General_Category of Unicode 17.0. Made by script/unicode-tables.mjs.
    static let categories = #"""
        Lu Uppercase_Letter =`AYdBV@F`@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
         @@@@@A@@@@@@@@@@@@@@@A@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@A@@@@BA@@@A@BAC@A@BBA@A@@@@@A@@A@@A@B@@@
         AB@F@A@A@A@@@@@@@@@@@@@@@A@@@@@@@@@@@@@@@@@A@A@@B@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@F
         A@AA@@C@@@@@@@@`H@@@B@G@E@@B@@@A@P@Hb@@ABB@@@@@@@@@@@@@@@@@@@@@@@D@A@@AAr@o@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
         @H@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@A@@@@@@@@@@@@A@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
         @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@Ae@hyAe@@@D@qUuArcA@Ej@AB_I@@@@@@@@@@@@@@@@@@@@@@@@
         @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
         @@@@@@@@@@@@@@@@@H@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
         @@@@@@@HGGEIGGGGEJ@@@@@@@GGgACKCKCKDJCeG@C@BBABA@BDE@@@@@@CACIAD@|@@{rAo@o@@@BA@@@@@@C@@A@GB@@@@@@@@@@@@@@@@
         @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@G@@@C@li]@@@@@@@@@@@@@@@@@
         @@@@@@@@@@@@@@@@@@@@@@@@@@@@R@@@@@@@@@@@@@@@@@@@@@@@@@@@fC@@@@@@@@@@@@@B@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
         @@@@@@@@@@@@@@@@@@@@@@@@@I@@@@A@@@@@@@@C@@@A@@@B@@@@@@@@@@@@@@@@@@@@D@D@@@@@@@@@@@@@@@C@@@A@@@@@@@@@@@@@@@@W
         @jxTYde@g@gCc@{CJ@N@F@Aiv@r@|CUyxA_@_kT_@_AXfiXYYYYYY@@AA@AAAC@GYYYA@CAG@FZA@C@D@@BFZYYYYYYYYYYY]X`@X`@X`@X`
         @X`@@thCa@
        Ll Lowercase_Letter =`BYy@@h@W@G@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
         @@@@@@A@@@@@@@@@@@@@@@A@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@A@@@@BA@@@A@BAC@A@BBA@A@@@@@A@@A@@A@B@@
         @AAABE@A@A@@@@@@@@@@@@@@@@A@@@@@@@@@@@@@@@@@AA@@@B@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
         FA@AA@@C@@@@@@@@dAAY`E@@@B@BBQ@Zb@@ABB@@@@@@@@@@@@@@@@@@@@@@@D@@A@AAr@o@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@H@
         @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@A@@@@@@@@@@@@A@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
         @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@o@h@fyAj@ABwVEacAH@@tBk@~@L@a@eB@@@@@@@@@@@@@@@@@@@@@@
         @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
         @@@@@@@@@@@@@@@@@@H@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
         @@@@@@@@HGEIGGGGEIGGGGMAGGGGGGD@AE@BB@AGCAAGGIB@AqG@BAB@Z@C@C@AAGCC@t@@jtAo@@@BA@@@@@@C@@A@ED@@@@@@@@@@@@@@@
         @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@AF@@@C@Ke@@@D@rg]@@@@@@@@
         @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@R@@@@@@@@@@@@@@@@@@@@@@@@@@@fC@@@@@@@@@@@@B@@@@@@@@@@@@@@@@@@@@@@@@@@@@
         @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@G@@@@A@@@@@@@@@C@@@A@@B@@@@@@@@@@@@@@@@@@@@D@D@@@@@@@@@@@@@@@C@@@A@@@@@@@
         @@@@@@@@Y@B@tXj@DHFoA_yRFKDh`@Yle@g@gCc@zCJ@N@F@Abw@r@|BUyxA_@_kT_@z@XeiXYYF@QYYYC@@@F@JYYYYYYYYYYYYYYYYY[[X
         @EYX@EYX@EYX@EYX@E@@sx@I@SEEvnAa@
        Lt Titlecase_Letter =dM@A@A@e@@tkFGGGGGK@N@n@@
        Lm Modifier_Letter =oTQCKMDF@@@dC@D@}M@eF@cDAlGAC@^@H@B@_D@fD@se@@~B@tP@yu@@jB@b
         R@oMEmD~@L@a@d@pT@L@OL~}AApF@~D@tM@j@DD@`BA|ABuwZ@af@EmG@qB@[AxBHoA@V@gBCBAtM@U@hC@kB@TAfBCH@e_T@l@A_~@E@i@@
         Hrk@@_@@tI@rwB@ejRC{NBg@AePL_AA@@MA{~NC@F@Ap`K}@hEFl\@rO@jQ@
        Lo Other_Letter =iD@N@_G@CCoEAyXZCCl@_@@Ib@A@bB@@WAIBA@O@@]\xAJ@W`@TUi@XFJDW@
         FOh@z@u@B@Q@FIONCGAAAU@F@@BCB@O@LA@BMAI@GECAAU@F@A@A@A^C@@RBOH@B@U@F@A@DB@Q@NAV@JGAAAU@F@A@DB@]A@BN@P@@EBB@C
         BA@@@ABABBBKU@s@G@B@V@OB@YB@AAA]@CG@B@V@I@DB@]B@ANAPH@B@h@A@O@DBGBWEDQBW@H@@AFy@o@@AKEz@A@@@D@W@@@I@AH@ADVC_
         @@~@G@c@ZDrBj@S@OECCB@BAFBCLK@pBhI@CAF@@@CAh@@CA`@@CAF@@@CAN@x@@CAbAd@OpBkRAP@YDjAEGFQLRMQML@BNs@g@@bAb@@t@F
         DAa@@@DeAI^p@]ADJk@CYu@VHt@oDn@PGu@]LAIk@Yc@h@BI]pBC@E@AB@y`@Cv~Aw@WVHF@F@F@F@F@F@F@FfP@t@@CuAG@@yAC@Dj@@}AP
         _@o@O_O_mE_AtoS@vb@bAg@GkGCOIAaA@p@eAhD@fB@BF@B@C@V\s@Mq@}@EB@@AJ[IVX\Fn@l@DAHID@h@VB@GSO@EB@Bq@@@BAADA@@@WA
         BJF@MEAEAEHF@FpCb@\c|IKVCp@cgGmJAiBbA@@I@L@D@@@A@A@kB`@jJQ_AAu@g@KsBD@fChBI@l@A^BEAEAEABb@K@Y@R@A@NAMa@zBdK\
         Bp@n@_@LS@GEe@I]Ac@CG_CmAaBg@Gs@{As@KvHHUIGwCEA@@k@@AB@AVIVH^`AR@AIUIYEYe@w@EA_A@NC@B@\i@\B\b@G@[Zu@IUIRLQmB
         hAvDc@e@C@@oHi@EAOB@Aw@\I@GUi@Qm@TZVKt@x@AA@Ll@_@XYc@\@A@Gb@B@Ko@MCT@@@b@Q@XRA~@F@@@C@N@IFn@e@GAAAU@F@A@DB@Q
         @KD]I@@A@@e@@@X@@@k@t@QCSB]o@SA@@wDn@h@Cc@o@S@z@j@L@fAZd@FxDk@rEGA@AG@A@WN@@@}AGAf@O@@@[@Ig@F@T@Jm@R@QhAfE`@
         ^H@d@P@p@]oBF@A@e@T@XE@A@_@M@Vh@@AcGRN@@L@a@{B@nAy[eFcEkqA`BNo`@PEXz{BDfQxtE]av@xPF^PnAP]Qo@r@TDRrLg@tKjAD@n
         DueFh@_@`BrBloGbHN@\BA@MCGkKcgAjBDLBHFIorG@tNl@`@@`I]Qk@cNZdF]A@nE^@B@A@FADH@`FF@C@A@N@dEzh@C@Z@A@@A@@I@C@@@
         @E@C@@@@@@B@A@@A@@@@@@@@@@A@@AC@F@C@C@@@I@PDB@D@PciC_vh@_@}gCAmsDAphFNmRalA}Oan@jyCDihG
        Mn Nonspacing_Mark =_WoBrGDhGl@@@@A@A@@gAJo@TO@dBFAEAA@Cb@@]ZzAJy@HH@WC@H@B@Dj@B
         z@Hi@W@_@v@@@@CGC@BFIA\@y@@CCG@SAY@AAx@@CACAABB@]AB@JAx@@CD@AC@SAUE@@y@@A@@CG@FAJA]@|@@K@q@@B@v@@@BDB@CFAJA\
         @y@@A@E@DASA[Ax@ACCG@SA\@gA@FB@@yA@AFKGaB@AHJFhAAZ@@@@@v@M@D@ADJ@c@H@eBC@E@AAAXACBOCL@AAE@N@~TBq\B\A]A]A_AA@
         FG@AJH@l@B@@tBAa@@uBBCAH@EBzEAA@y@@@F@@@@AGEIA@o@M@^AKSCo@@@D@@D@g@HKA_@CAA@Bw@@@AB@@By@GAAwCB@L@FC@E@BAeE_A
         oULC@BK}~ABlC@_B_@iPCjBAsm\@CI_@AoAAoG@B@C@XAD@vCAYQL@e@GXJm@Bo@@ACAAf@@bAEAAAAK@G@n@@r@@@BAADA@@i@AG@mF@A@C
         @oxR@`VOOOl]@aF@tCDes@B@ADCg@BC@dDA|PC`AD|HAlAEeAJp@CzB@u@Nh@@AAIBp@CAAF@|@Bc@D@G}@@KAs@HICA@~ABA@@AE@A@|C@B
         GTAx@AB@d@FBDeAEL@@@@@MAtAGAB@@V@sAE@@CA@AmFCEA@AZAtAGA@@AiB@@@AE@@dB@@@AC@DbGH@A_GA@@C@oCCAAC@_@Ig@EACG@HEA
         Bm@L@AeE@@B@@hEF@E@@qAUAF@A@AyBEB@@A@F@@gAAB@@@zIAJAs@DD@@@V@dfD@ENgeJKBB_mADz@Fw_@@~@CpA@wdRA`rCm@AV_PBPGAF
         ]CsCBz|@v@Cq@G@M@UD@Noi@F@PAF@A@DcB@_DFvJ@|@C{NC}FArF@A@FAD@yMFlBFt|dWoF
        Mc Spacing_Mark =bgA@v@@ABGC@Aq@Ay@BEAAAI@j@@y@BaA@y@BG@@At@Ay@@@@EAAAI@eBA@A
         BB@BI@h@B|@C|@Ay@@@DAA@AHA[@MAy@BDB@BI@i@AjABEGQAiIA~@@jDAC@E@AAXAIBAFTAAEA@IBwr@@]@`C@FG@AyICABCA@E_FAy@@@@
         H@@AGEpC@o@@D@@D@A|@@]@CAA@{@@AB@@BAo@GGAjD@T@uxCAr~\AA@wAAq@OmCAn@@o@ACAABmBAAAW@l@@@@lB@AAD@lFA@A@A@@r_X@@
         @~B@l@BCArB@WAz@@o@BHAL@|ABBA@@iDB^Ay@A@CAAABH@IAsABF@A@@C@A@@dBBGAB@iBBE@@CA@lFBECA@pBBGA@@lB@@AE@fB@@AC@dG
         BH@vFE@AC@A@@@mCBGCC@sA@\A}@@hE@B@@@fE@M@iB@F@A@tEDCA@@}IAK@o@AGA@@gnOBcpBv@gBArjWAEE
        Me Enclosing_Mark =gc@AspD@}o@C@Bjk`@B
        Nd Decimal_Number digit =o@Iep@IeCIeEI{KIuBIuBIuBIuBIuBIuBIuBIuBIuBI_BIuBIeAIuGIeAIey
         @Ie@IkHI_CIeDIEIuDIuAIeCIEIema@IeTIe@IeEIUIuAIuKIuwSIek@IecAIEI{WI_CI{@IoCIuGIuIIuBIuJIeBIESkAIeLIeBIuSIuAIu
         FIeAIu@IeJIumOIehAIuAIeCIuOIuzVIsuAq@_iAIeLIuNIvFItYIusCI
        Nl Letter_Number =mvDBnrAb@AC}rB@XHMBjt\IoqUt@kM@G@eCDi`GnBd{QB
        No Other_Number =qDAD@ABthAEwJEwBBdCFxEFPHpLIt`@Srb@I_N@ts@@BEEIeEOh@@uU{@mAU
         uR]hj@@sc@CiCI]G@N_@If@Noj\EpeUl@`ACPAtIZc@Csh@GXFf@HjADUE_DAAOAm@_AHs@A]BjADgBGWGh@FiIE_J^}CIi@CoBFeCSzJSdi
         @AmLHfZRrYTe{QF}WVh`XSKSkBXmiDH`\z@@B@CkAl@@Na]L
        Pc Connector_Punctuation =~A@~}FAR@}mv@AWBnF@
        Pd Dash_Punctuation =l@@{i@@r@@`qB@d_@@h_AE`oB@A@^AC@[@}L@R@nB@okr@Ad@@I@hD@_rB@}
         H@
        Ps Open_Punctuation =g@@q@@^@}tB@@@}y@@}jA@B@e@@v@@N@yR@@@]@}`@@@@@@@@@@@@@@oA@_@
         @@@@@@@@@sK@@@@@@@@@@@@@@@@@@@@@_A@@@`@@d`@@@@@@@@X@Q@@@@@@@kL@@@@@@@@@B@@@@@@@A@`hr@@vE@\@@@@@@@@@@@@@@@B@P
         @@@@@iD@q@@^@B@A@
        Pe Close_Punctuation =h@@r@@^@|tB@@@}y@@hlA@v@@N@yR@@@]@}`@@@@@@@@@@@@@@oA@_@@@@@@
         @@@@sK@@@@@@@@@@@@@@@@@@@@@_A@@@`@@d`@@@@@@@@k@@@@@@@@kL@@@@@@@@@B@@@@@@@AA}gr@@xE@\@@@@@@@@@@@@@@@B@P@@@@@i
         D@r@@^@A@A@
        Pi Initial_Punctuation =jD@kzF@AAA@X@gmB@@@C@A@N@B@
        Pf Final_Punctuation =zD@|yF@B@[@gmB@@@C@A@N@B@
        Po Other_Punctuation =`@B@BA@@@@AIABAZ@cA@D@MAF@}T@G@qMEh@@u@@A@A@k@ASA@AL@@BiACeB
         @j@MhFBu@N^@dGAI@kC@wB@xB@eK@K@nJ@yA@IAgDN@@oB@iADCAnBEjD@cRHdW@{BBfAA|CB@Bd@E@CxHAwEA_CF@E_DAIF[B{BCz@D}@A_
         AGJ@aYAGGGHACABBJ@@@IycBC@AoB@nCACBA@AH@A@@AAID@IAC@@@LABkLBx@@|D@a_\AlGBbB@I@rBE{JCuAAg@B@@p@An@@`BLOA{BC}B
         AOAxF@cpSFA@U@SAACBB@CFBE@@AtCB@BA@@@@AIABAZ@c@@AAyKB{S@o@@}K@fV@fE@^@oGHe@@oBFaAFxACrX@cCDk@C|DFlBA@C}BCo@A
         nACC@L@@BwAEjB@iHA@AqBDIA@@gB@yFVhBB[LkA@aCB{F@gGBzC@{AGrAB@D|AIvE@~ADi@AdSAiALnD@ob@D{zAAzrMAdC@`ADG@gPBfHC
         fI@{dR@fnFDrzA@}YA
        Sm Math_Symbol =j@@OB|@@@@l@@C@d@@^@}V@nOBzpE@L@f@BLBjC@f@DE@cADDAC@A@A@F@^A
         A@@@^kG_@AyA@]Xg@EtM@H@u@GnB@oIDA^IO_GbCU~@C_@AaGo@TAE{}r@@wX@@BcD@OB|@@@@bC@EC`lBA_jo@@o}@@X@^@X@^@X@^@X@^@
         X@kxDA}mAH
        Sc Currency_Symbol =c@@|BChf@@zB@qNAqNAF@tF@fG@dQ@zkA@ceAa@uz`@@bmT@kB@yC@zEABAu
         ~FC}wo@@olA@
        Sk Modifier_Symbol =}A@@@fA@E@C@B@hOCKMDF@@@PtB@MAag@@sxD@@BJBLBLBLA{cCAbr\VHAfB
         Ao]@MAeaSPzZ@@@aD@v_|@D
        So Other_Symbol =eD@A@C@@@p]@iGA~BAmE@I@RAvF@bO@tJ@aCE@@cC@nE@h@@fKBN@@BAES@@
         @@@dCG@E@ADCdEAoVIrU@qU@|Ca@`JIHHbk@A@C@AI@@AEE@@@@@@C@JAM@@A@@y@AHDAC@A@A@F@^AA@@@^kGGCSAFApA@]Xg@EgAUJpAmA
         UvD@H@u@GnB@wFk@k@_A_G_Oo@TAEf@AiCdFEdJAm@Y@xAKuEYOC@LAK@TAEAoIACI_@e@H@O^J]G@N_@If@N_I_mE_AosTv@`ZCIA@@|PBh
         iSOlJO_AAu@Gl@BcN@B@CALAxHHx@PAB@LB@n@l@yr@AnQ@g_@GebA@tcAGCPiyQCD@uiS@bzBoFIBBsLEVNO_BsB{@uFIf@A{@DBUAF]C|@
         TaAB@yDvAhd@_Ov@Cq@G@M@Agu@@{yA@`C@pUk@CcBKNAN@N@d@V`Dw@\Lk@CHFAMEyCzFDxUBPBLByEEKC@NKCw@GIEg@G]AKCA}@wIGMAL
         BJBx@@@COAKCIFrC@{AI@
        Zs Space_Separator =_@@~B@~mD@~jAJc@@n@@_|B@
        Zl Line_Separator =g`G@
        Zp Paragraph_Separator =h`G@
        Cc Control cntrl =?_@~A`@
        Cf Format =lD@qi@EU@_E@p@@_KAoA@jxB@{~@DYDp@D@Insv@@xFB`eC@N@azGO_ba@Cn
         eDGesjW@]_B
        Cs Surrogate =__u@__A
        Co Private_Use =__w@_gE_w`[}~~@A}~~@
        Cn Unassigned =wZAECF@@@S@lK@e@Aq@AB@v@GZCEJmG@{@AdBMz@Ap@AN@[A@@JDa@DlF@GA
         AAU@F@@BCAHAAACG@CA@DAXAB@ECAAU@F@A@A@AA@@DCAABB@FC@@FPIB@H@B@U@F@A@DAI@B@BA@NCAKFF@B@GAAAU@F@A@DAHAAABFBCA@
         DAQIA@EBB@CBA@@@ABABBBKCDBB@CA@E@MTDL@B@V@OAH@B@CFA@B@AACAIFU@B@V@I@DAH@B@CFADB@CAI@BKL@B@r@@B@ECOAY@B@QBW@H
         @@AFB@CE@@@GEIABKy@C\d@A@@@D@W@@@VAD@@@F@IAC_@gA@c@Cf@@c@@N@Ld@eE@@D@AxJ@CAF@@@CAh@@CA`@@CAF@@@CAN@x@@CAbAA_
         @BYEuAAEA|SBxAFUHWHSKL@B@AK}AAIEIEYExAFj@DeAI^@KCKC@Bi@ADJk@CYEJB}@A`A@\AJEIEMAm@AKSlA@eDG{@BNB}@Dj@AJGj@DuO
         AEAe@AEAG@@@@@@@^At@@N@MAE@RAB@H@dB@KAZ@LBa@M`@NkCCySUJTsw@A}JDl@@@D@Aw@FAMWHF@F@F@F@F@F@F@F@}Ba@Y@xAKuEYoA@
         uAAfBDj@@}A@uAHo@@lr[Bv@H{ISwDG|ES{@BIEw@GeAGKEsBJ]BmA@JC`@@v@HMAIAfBW[IEAEAEHF@F@{@C}BAIEc|IKVCp@CmrGAiBe@F
         KDDY@D@@@A@A@iS_@i@Er@@R@CCD@fCA@@}DBEAEAEABBF@FIDAK@Y@R@A@NAMa@zBDBCl@BwA@LB@n@m@aC\Bp@N[Cc@H]Dj@D]@d@CMi@}
         CAIEc@Cc@Cg@Gs@JK@N@F@A@J@N@F@ABs@KvHHUIGWE@i@@HdAEA@@k@@AB@AV@gAGHo@R@AD`@BZDZe@w@CSAq@@ADG@B@\ABCIFHF_A_@f
         @CKHu@B\AZDYFCKFoAhAv@r@Lr@Fm@GIEe@B\GAoE^@i@@BAAOEGH`@m@Gi@UYe@[SVHmACc@HcAI@AXFIEt@@QGf@H_B@SJQ@n@}@F@@@C@
         N@JEz@DIEC@GAAAU@F@A@D@IAAABA@E@DFAFBDJI@@A@@e@@I@@A@@C@I@AGA\{A@D]gAGIeDu@Ae@a@dAJIELRy@EIES[ZANCVxD{@cBrAK
         GA@AG@A@]@AAKHIeAGAm@AJZgAGrALhAFIuAGwAa@MIEH@l@@MI\B_@AU@MhAF@A@k@B@@A@HGIEE@A@d@@A@EFIEk@CIuFXFP@h@B\tA@Nq
         @Lz[eBnB@DJcEkqAbBLua@Iz{BDfQxtEy@eu@xPF^@ICpA@IE]AEIeAII@F@TDRoLy@eEzADXAXk@jACx@FP_ADJFHueFh@_@`BrB|nGC@F@
         A@bHN@\BA@MCGkKcgAjBDLBHFIAG{yB|FBsLEVNPNm@AVHsB{@uFIf@AaETeAyBSKSKvAHXfCtA@fA@AA@AAAC@K@@@F@`A@CAG@F@[@C@D@
         @BF@sIAcHA}TND@Noa@^EEtEF@PAF@A@DD}@`@@oBl@BMAICA_I^Py@D@oMi@uEj@C@_E^@UGA_FF@C@A@N@dEAOh@kACICApWcAkA|@aEC@
         Z@A@@A@@I@C@@@@E@C@@@@@@B@A@@A@@@@@@@@@@A@@AC@F@C@C@@@I@PDB@D@Ps@AmGk@CcBKNAN@N@d@ImDw@\Lk@CHFAMEyCx]BPBLByE
         EKC@NKCw@GIEg@G]AKCAMHf@wIGMALBJBx@@@COAKCIFrC@fBd_@_vh@_@}gCAmsDAphFNmRalA}Oan@jyCDihGf{qT@]_B_CoFoo~@}~~@A
         }~~@A
        """#
}
