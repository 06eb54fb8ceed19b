extension UnicodeTables {
    /// Script of Unicode 17.0. Made by script/unicode-tables.mjs.
    static let scripts = #"""
        Adlm Adlam =_gyBkACICA
        Aghb Caucasian_Albanian =oh`As@J@
        Ahom Ahom =_wdAZANCV
        Arab Arabic =_o@D@E@M@B@_@@IJY@kB@a@oAo@oFa@DjA@\oq{@mNAoC_@OoBD@fCbzB^bA
         EGH`@E_wv@C@Z@A@@A@@I@C@@@@E@C@@@@@@B@A@@A@@@@@@@@@@A@@AC@F@C@C@@@I@PDB@D@Ps@A
        Armi Imperial_Aramaic =_aaAU@H
        Armn Armenian =ph@e@Aq@ABbk|@D
        Avst Avestan =_waAu@BF
        Bali Balinese =_wElA@q@
        Bamu Bamum =_th@wAggo@xP
        Bass Bassa_Vah =ouyA]AE
        Batk Batak =_}Es@GC
        Beng Bengali =_kAC@GAAAU@F@@BCAHAAACG@CA@DAX
        Berf Beria_Erfe =_tzAXAX
        Bhks Bhaiksuki =__fAH@l@@MI\
        Bopo Bopomofo =iVAxoJj@oB_@
        Brah Brahmi =__cAmACc@H@
        Brai Braille =__I_G
        Bugi Buginese =_oE[AA
        Buhd Buhid =_yDS
        Cakm Chakma =_gcAt@@Q
        Cans Canadian_Aboriginal =__D_SoPeAyl_AO
        Cari Carian =_t_Ap@
        Cham Cham =_oi@v@HMAIAC
        Cher Cherokee =_|CuAAEqzd@oA
        Chrs Chorasmian =o|bA[
        Copt Coptic Qaac =a^MocIsBDF
        Cpmn Cypro_Minoan =o{jAbB
        Cprt Cypriot =__aAEA@@k@@AB@A@
        Cyrl Cyrillic =__@dCAhDoyDJ_D@kA@fbC_@_a]_Bm{TA_ow@}@`@@
        Deva Devanagari =_gApACNAY_zf@_@_o[I
        Diak Dives_Akuru =_geAFA@AG@A@]@AAKHI
        Dogr Dogra =__eA{@
        Dsrt Deseret =__`AoA
        Dupl Duployan =__nBjBDLBHFIAC
        Egyp Egyptian_Hieroglyphs =__kAua@Iz{B
        Elba Elbasan =_g`Ag@
        Elym Elymaic =_~bAV
        Ethi Ethiopic =_oChA@CAF@@@CAh@@CA`@@CAF@@@CAN@x@@CAbAA_@BYenEVHF@F@F@F@F@F
         @F@Fah^EAEAEHF@FpdnAF@C@A@N
        Gara Garay =_ibAe@B\GA
        Geor Georgian =_dCe@@@D@Aj@@Co{Aj@AB_aCe@@@D@
        Glag Glagolitic =__J_B_|kBF@PAF@A@D
        Gong Gunjala_Gondi =_jfAE@A@d@@A@EFI
        Gonm Masaram_Gondi =_gfAF@A@k@B@@A@HGI
        Goth Gothic =ox_AZ
        Gran Grantha =_wcAC@GAAAU@F@A@DAHAAABA@E@DFAFBD
        Grek Greek =oZC@BAC@@C@@@@B@@@S@~@MOehEDq@DCDsA@_IUAEAe@AEAG@@@@@@@^At@@
         N@MAE@RAB@HfH@}pa@@ymTnAP@~as@eA
        Gujr Gujarati =`sAB@H@B@U@F@A@DAI@B@BA@NCAKFF
        Gukh Gurung_Khema =_gwAy@
        Guru Gurmukhi =`oAB@ECAAU@F@A@A@AA@@DCAABB@FC@@FP
        Hang Hangul =_gC_GmpFA`G}ApB^`A^`v\\bSc|IKVCp@c|H^BEAEAEAB
        Hani Han =_sJY@xAKuEn@@@@XHMCc]_mE_A_oS_gUmJAiBgg\AKFh_c@_vh@_@}gCAmsD
         AphFNmRalA}Oan@jyCDihG
        Hano Hanunoo =_xDT
        Hatr Hatran =_faAR@ADD
        Hebr Hebrew =pk@v@GZCEgh|@Y@D@@@A@A@I
        Hira Hiragana =`aKuAEB`z~A~GQ@\BldO@
        Hluw Anatolian_Hieroglyphs =__pAfQ
        Hmng Pahawh_Hmong =_wyAeAII@F@TDR
        Hmnp Nyiakeng_Puachue_Hmong =_gwBl@BMAICA
        Hung Old_Hungarian =_cbAr@Lr@FE
        Ital Old_Italic =_w_Ac@HB
        Java Javanese =_ki@mAAICA
        Kali Kayah_Li =_gi@m@@@
        Kana Katakana =`dKyAABoFOoEn@@wAm_r@I@l@qak@C@F@A@@~GBq@@MC
        Kawi Kawi =_wfAP@h@B\
        Khar Kharoshthi =_oaAC@ADG@B@\ABCIFH
        Khmr Khmer =_{D}AAIEIeN_@
        Khoj Khojki =_ocAQ@n@
        Kits Khitan_Small_Script =c~zA@zwEuMh@@
        Knda Kannada =_cBL@B@V@I@DAH@B@CFADB@CAI@B
        Krai Kirat_Rai =_izAy@
        Kthi Kaithi =_ccAbAI@
        Lana Tai_Tham =_pE~@@\AJEIEM
        Laoo Lao =`sBA@@@D@W@@@VAD@@@F@IAC
        Latn Latin =`AYEYn@@N@DV@^@`Mf@DzoEe@Ep@DCDL@eA`A_GpJ@L@OLlCAE@Z@Ph@vuA_
         @at]eBBqASNoXj@@H@Cu{RFy_@YEYd`AE@i@@Hdyt@^EE
        Lepc Lepcha =__Fw@BNBB
        Limb Limbu =_gE^@KCKC@BK
        Lina Linear_A =_o`AvHHUIG
        Linb Linear_B =___AK@Y@R@A@NAMa@zB
        Lisu Lisu =oeh@o@ot]@
        Lyci Lycian =_s_A\
        Lydi Lydian =_haAYD@
        Mahj Mahajani =oicAf@
        Maka Makasar =_vfAX
        Mand Mandaic =_aA[A@
        Mani Manichaean =_uaAf@CK
        Marc Marchen =obfA_@AU@M
        Medf Medefaidrin =_qzAzA
        Mend Mende_Kikakui =__yBdEAO
        Merc Meroitic_Cursive =_laAWCSAm@
        Mero Meroitic_Hieroglyphs =_kaA_@
        Mlym Malayalam =_gBL@B@r@@B@ECOAY
        Modi Modi =_odAdAJI
        Mong Mongolian =__EAA@@SExAFj@tl~@L
        Mroo Mro =_qyA^@ICA
        Mtei Meetei_Mayek =_vi@VhEm@AI
        Mult Multani =_scAF@@@C@N@J
        Mymr Myanmar =__C_D_ie@^`B_@oaZS
        Nagm Nag_Mundari =oexBi@
        Nand Nandinagari =_leAGAm@AJ
        Narb Old_North_Arabian =_saA_@
        Nbat Nabataean =_caA^GH
        Newa Newa =__dA{A@D
        Nkoo Nko =_}@z@AB
        Nshu Nushu =`~zA@mkOkK
        Ogam Ogham =_sD\
        Olck Ol_Chiki =oaFo@
        Onao Ol_Onal =omxBj@C@
        Orkh Old_Turkic =__bAhA
        Orya Oriya =`wAB@GAAAU@F@A@DAHAAABFBCA@DAQ
        Osge Osage =od`Ac@Cc@
        Osma Osmanya =_c`A]AI
        Ougr Old_Uyghur =ozbAY
        Palm Palmyrene =_baA_@
        Pauc Pau_Cin_Hau =_ueAx@
        Perm Old_Permic =oy_Aj@
        Phag Phags_Pa =_ai@w@
        Phli Inscriptional_Pahlavi =_zaARDG
        Phlp Psalter_Pahlavi =_{aAQFCKF
        Phnx Phoenician =_gaA[B@
        Plrd Miao =_wzAjACx@FP
        Prti Inscriptional_Parthian =_yaAUAG
        Rjng Rejang =ohi@c@J@
        Rohg Hanifi_Rohingya =_gbAg@GI
        Runr Runic =_tDjABJ
        Samr Samaritan =__Am@AN
        Sarb Old_South_Arabian =_raA_@
        Saur Saurashtra =_ci@eAGK
        Sgnw SignWriting =__uBkSND@N
        Shaw Shavian =oa`Ao@
        Shrd Sharada =_kcA_B_kAG
        Sidd Siddham =_kdAu@Ae@
        Sidt Sidetic =_iaAY
        Sind Khudawadi =otcAz@DI
        Sinh Sinhala =`kBB@QBW@H@@AFB@CE@@@GEIABk~_AS
        Sogd Sogdian =oxbAi@
        Sogo Old_Sogdian =_wbAg@
        Sora Sora_Sompeng =oecAXFI
        Soyo Soyombo =oqeArA
        Sund Sundanese =_{E_A_GG
        Sunu Sunuwar =_}eAa@MI
        Sylo Syloti_Nagri =__i@l@
        Syrc Syriac =_w@M@{@ABoGJ
        Tagb Tagbanwa =_zDL@B@A
        Takr Takri =_sdAy@EI
        Tale Tai_Le =oiE]AD
        Talu New_Tai_Lue =_kEk@CYEJBA
        Taml Tamil =a{AA@EBB@CBA@@@ABABBBKCDBB@CA@E@MTd}cAq@L@
        Tang Tangut =_~zA@^_wE_O^`BrB
        Tavt Tai_Viet =_si@bAWD
        Tayo Tai_Yo =_uxB^@UGA
        Telu Telugu =__BL@B@V@OAH@B@CFA@B@AACAIFH
        Tfng Tifinagh =ohJw@FAM@
        Tglg Tagalog =_wDUH@
        Thaa Thaana =_{@q@
        Thai Thai =`oBy@D[
        Tibt Tibetan =_wBgA@c@Cf@@c@@N@FCA
        Tirh Tirhuta =_cdAgAGI
        Tnsa Tangsa =oryAnA@I
        Todr Todhri =_m`As@
        Tols Tolong_Siki =olfAk@CI
        Toto Toto =oswB^
        Tutg Tulu_Tigalari =_{cAI@@A@@e@@I@@A@@C@I@AGA
        Ugar Ugaritic =_{_A]@@
        Vaii Vai =_gh@kH
        Vith Vithkuqi =oj`AJ@N@F@A@J@N@F@A
        Wara Warang_Citi =_deArAK@
        Wcho Wancho =_uwBy@D@
        Xpeo Old_Persian =_|_Ac@CM
        Xsux Cuneiform =__gAy[eBnB@DJcE
        Yezi Yezidi =_sbAi@@BAA
        Yiii Yi =__g@lc@Bv@
        Zanb Zanabazar_Square =_oeAgA
        Zinh Inherited Qaai =_WoBtGAcMJY@_VCziCm@AKcNB@L@FC@E@BAeE_AkOAaE`@xxBCjBAdjr@OOM
         n]@aF@yaC@c}m@m@AV_PBPGAF]CqyjWoF
        Zyyy Common =?`AYEYn@@N@DV@^@`Mf@DDASsB@H@E@@@|R@E@M@B@_@@{C@cO@`CAxe@@tK
         CaH@nn@BfAAjEA@@le@@L@FC@E@BA@dWKAvA@JBJ@NPa@}@e@@BAE@Z@Ph@BCySUJT_\_GsRAiC_O}AqKT@@@XNGCCzAAB@yAArCO_@e@H@o
         @_A^pAn@@wAgD_mE_A_gUa@eBBdDIsF@_D@jK@MAqmSAoEIUb@@R@CrC@@_@YEYJI@l@A_AF@FIDaGBCl@BHoALr@l@cFZclm@C{yB|FBsLE
         VNP~AsB{@uFIf@A}@BPGAF]C|@tESKSKvAHXfCtA@fA@AA@AAAC@K@@@F@`A@CAG@F@[@C@D@@BF@sIAcHAq@pbDcAkA|@aUk@CcBKNAN@N@
         d@ImDw@Y@ALk@CHFAMEyCx]BPBLByEEKC@NKCw@GIEg@G]AKCAMHf@wIGMALBJBx@@@COAKCIFrC@fBe_`W@]_B
        Zzzz Unknown =wZAECF@@@S@lK@e@Aq@AB@v@GZCEJmG@{@AdBMz@Ap@AN@[A@@JDa@DlF@GA
         AAU@F@@BCAHAAACG@CA@DAXAB@ECAAU@F@A@A@AA@@DCAABB@FC@@FPIB@H@B@U@F@A@DAI@B@BA@NCAKFF@B@GAAAU@F@A@DAHAAABFBCA@
         DAQIA@EBB@CBA@@@ABABBBKCDBB@CA@E@MTDL@B@V@OAH@B@CFA@B@AACAIFU@B@V@I@DAH@B@CFADB@CAI@BKL@B@r@@B@ECOAY@B@QBW@H
         @@AFB@CE@@@GEIABKy@C\d@A@@@D@W@@@VAD@@@F@IAC_@gA@c@Cf@@c@@N@Ld@eE@@D@AxJ@CAF@@@CAh@@CA`@@CAF@@@CAN@x@@CAbAA_
         @BYEuAAEA|SBxAFUHWHSKL@B@AK}AAIEIEYExAFj@DeAI^@KCKC@Bi@ADJk@CYEJB}@A`A@\AJEIEMAm@AKSlA@eDG{@BNB}@Dj@AJGj@DuO
         AEAe@AEAG@@@@@@@^At@@N@MAE@RAB@H@dB@KAZ@LBa@M`@NkCCySUJTsw@A}JDl@@@D@Aw@FAMWHF@F@F@F@F@F@F@F@}Ba@Y@xAKuEYoA@
         uAAfBDj@@}A@uAHo@@lr[Bv@H{ISwDG|ES{@BIEw@GeAGKEsBJ]BmA@JC`@@v@HMAIAfBW[IEAEAEHF@F@{@C}BAIEc|IKVCp@cgGmJAiBe@
         FKDDY@D@@@A@A@iS_@i@Er@@R@CCD@fCA@@}DBEAEAEABBF@FIDAK@Y@R@A@NAMa@zBDBCl@BwA@LB@n@m@aC\Bp@N[Cc@H]Dj@D]@d@CMi@
         }CAIEc@Cc@Cg@Gs@JK@N@F@A@J@N@F@ABs@KvHHUIGWE@i@@HdAEA@@k@@AB@AV@gAGHo@R@AD`@BZDZe@w@CSAq@@ADG@B@\ABCIFHF_A_@
         f@CKHu@B\AZDYFCKFoAhAv@r@Lr@Fm@GIEe@B\GAoE^@i@@BAAOEGH`@m@Gi@UYe@[SVHmACc@HcAI@AXFIEt@@QGf@H_B@SJQ@n@}@F@@@C
         @N@JEz@DIEC@GAAAU@F@A@D@IAAABA@E@DFAFBDJI@@A@@e@@I@@A@@C@I@AGA\{A@D]gAGIeDu@Ae@a@dAJIELRy@EIES[ZANCVxD{@cBrA
         KGA@AG@A@]@AAKHIeAGAm@AJZgAGrALhAFIuAGwAa@MIEH@l@@MI\B_@AU@MhAF@A@k@B@@A@HGIEE@A@d@@A@EFIEk@CIuFXFP@h@B\tA@N
         q@Lz[eBnB@DJcEkqAbBLua@Iz{BDfQxtEy@eu@xPF^@ICpA@IE]AEIeAII@F@TDRoLy@eEzADXAXk@jACx@FP_ADJFHueFh@_@`BrB|nGC@F
         @A@bHN@\BA@MCGkKcgAjBDLBHFIAG{yB|FBsLEVNPNm@AVHsB{@uFIf@AaETeAyBSKSKvAHXfCtA@fA@AA@AAAC@K@@@F@`A@CAG@F@[@C@D
         @@BF@sIAcHA}TND@Noa@^EEtEF@PAF@A@DD}@`@@oBl@BMAICA_I^Py@D@oMi@uEj@C@_E^@UGA_FF@C@A@N@dEAOh@kACICApWcAkA|@aEC
         @Z@A@@A@@I@C@@@@E@C@@@@@@B@A@@A@@@@@@@@@@A@@AC@F@C@C@@@I@PDB@D@Ps@AmGk@CcBKNAN@N@d@ImDw@\Lk@CHFAMEyCx]BPBLBy
         EEKC@NKCw@GIEg@G]AKCAMHf@wIGMALBJBx@@@COAKCIFrC@fBd_@_vh@_@}gCAmsDAphFNmRalA}Oan@jyCDihGf{qT@]_B_CoFoo~D
        """#
}
