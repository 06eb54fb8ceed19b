extension UnicodeTables {
    /// Binary properties, the others, of Unicode 17.0. Made by script/unicode-tables.mjs.
    static let listedProperties = #"""
        ASCII_Hex_Digit AHex =o@IFEYE
        Bidi_Control Bidi_C ={o@@pnEAYDv@C
        Bidi_Mirrored Bidi_M =g@AQ@@@[@@@\@@@l@@N@}rBC|y@A{kAAIAu@AMApD@_ECBEB@BABC@C@@@@C
         HD@@QDCHA@@@G@_@ACD@HAARDAHDAACWAOGCSAFA|`@MiA@AC@A@BDCDBBMrKUAE@MG@FEB@CD@AADC@@BAAIEAAKR@CA@@@A@@CDAEBWAJA
         CC@AAACj@AG@g@D@@@BDDBC@BD@@_G@bOCBA@AMAAIj@GjLIAG|pr@EDAaDAQ@@@[@@@\@@@@A@Avzt@@x@@x@@x@@x@@
        Changes_When_NFKC_Casefolded CWKCF =`AYdA@F@@@A@@@ACAB@B@V@G_@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
         @@@@@@@@@@@@@@@@B@@A@@@@@@B@@@@@@@A@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@A@@@@@@@A@@@A@BAC@A@BBA@A@@@
         @@A@@A@@A@B@@@AB@FI@@@@@@@@@@@@@@A@@@@@@@@@@@@@@@@@AC@B@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
         @@@@@FA@AA@@C@@@@@@@@`BH^EADzAA@BH@_@@@@@@@@B@BACF@@@A@P@HU@KG@@@@@@@@@@@@@@@@@@@@@@@@@B@A@@@AAr@o@@@@@@@@@@
         @@@@@@@@@@@@@@@@@@@@@@@@H@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@A@@@@@@@@@@@@A@@@@@@@@@@@@@@@
         @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@Ae@o@@sC@wAC~UG{BA@@rA@A@a@B
         A@|FAtU@~B@g@Am@@u@@H@C@C@C@K@H@@DF@P@H@C@C@C@K@eFe@@@D@m@@aBAvSEu\AtADob@IEj@ABkBB@J@Q@[L@a@d@_A@@@@@@@@@@@
         @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
         @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@DAA@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
         @@@@@@@@@@@@@@@@@@@@@@HGGEIGGGGEJ@@@@@@@GG@@@@@@@@@@@@@@Ao@ABAMAHB@CC@BB@CGABAG@O@@D@KBBEBA@AC@@@GBL@FRAZ@LJ
         @vAC@B@J@AADAB@@@@@@@C@J@ECDEo@B@D@aDA@AwFAtHjC`h@@fBBdB@bHo@o@@@BA@@@@@@C@@A@ED@@@@@@@@@@@@@@@@@@@@@@@@@@@@
         @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@G@@@C@{B@nH@rA@KuEi@@t@@@B_BAA@~A@p@}A
         BM_B^@g@Gn@@_K_q[@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@R@@@@@@@@@@@@@@@@@@@@@@@@@@@@AcC@@@@@@@@@@@@@B
         @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@G@@@@A@@@@@@@@C@@@A@@@B@@@@@@@@@@@@@@@@@@@@D@
         D@@@@@@@@@@@@@@@C@@@A@@@@@@@@@@@@@@@@SDAAaZCH@EoA_iRmGA@@@AI@@@@AABcAAiBe@FKDD@@W@D@@@A@A@kB`@jJQ_AAu@g@LBYU
         TAK@R@CCB@@@fCA@@}DBEAEAEABBF@F@Hf_@g@gCc@{CJ@N@F@AjND@i@@Hde@r@|CUyxA_@_kT_@_AXfnRCq`Cc@cb@FMG_AE~PtA@fA@AA
         @AAAC@K@@@F@`A@CAG@F@[@C@D@@BF@sIAcHAq@o`A}@qcAa@}e@C@Z@A@@A@@I@C@@@@E@C@@@@@@B@A@@A@@@@@@@@@@A@@AC@F@C@C@@@
         I@PDB@D@PcQJD^@_@YBb@@nBBLk@CHFA}kAIe_~@}Oan`U__C
        Dash =l@@{i@@r@@`qB@d_@@h_AE|@@f@@N@eK@c_B@A@^AC@[@}L@R@nB@okr@Ad@
         @I@hD@_rB@}H@
        Deprecated Dep =hI@hh@@bgA@@@h`AAdeAExTAuevZ@
        Diacritic Dia =}A@@@fA@E@C@AAvN~C@GDEPAC@HA|FDpE@v@l@@@@A@A@@bCGCAeCACABBbA
         ZzAJy@Ja@A}BGh@IO[|@@O@BC[@iA@O@mB@O@mB@O@n@B{@@O@F@vB@mB@O@mB@O@lBAO@{B@nB@KE@@jB@LDjAAZ@@@@@CAaAB@A}@@oB@@
         Ag@ACDXF@@IA`UBs\A]@sCJH@zIBcH@SGA@o@NAJBNAKgA@N@e@Hu@Ay@@JAaAA_AEqAXC@E@ABq@~@o@c@DKd@J|L@@BJBLBLBLAofBB|H@
         yNEhBC~A@qj\@KA@@[AqAAMa@eBBeB@EAK@d@@vC@ZQx@Cc@@~A@K@c@@tCB`ACr@@cBDHB_CAoxR@`WOmG@@@n@@l@AbA@{V@~c@E@i@@H|
         RBC@dDAzPEe@@YDkK@ABeAJp@C_E@h@@gAAwBA}@@kA@HBgBAqDAoAAO@WFBDxAB@ALA~A@B@zBAzFA}B@uBArB@lGAaGAC@{C@rA@Q@pA@d
         L@aG@@ApA@`A@fJAV@kfDNxeJ@_mADz@FsPAaPPoAA}~NC@F@A`wFm@AV_PBBEGGAF]CasB}@aEFvJ@|@C}VA_VFlBB@B
        Emoji =b@@E@DInB@C@l{F@K@wE@U@yAENAnJAK@eD@XJCBfE@fFAI@H@y@C@DH@A@A
         AA@C@A@@AA@B@BAGBD@@@DKJAA@@A@@Q@AAQE@@@ABAD@AACAJADAA@DA@@@ASADE@CA@C@A@AE@@A@@@@@E@B@E@IAN@A@C@@@CB@@JAo@B
         H@M@M@sJAnMBRAr@@C@ye@@K@xQ@@@ijnB@iE@_DAKAM@AIjAY@AV@S@AHTAmDa@AoBAA@BArAAB@fG@~@JE@WFAAGK@ACA@CALAA@GAH@DB
         KBGBA@@@C@E@B@EuAo@eADGACBIB@@AB@AIbFKC@zGn@@I@xDoBLBJBx@@@COAKCI
        Emoji_Component EComp =b@@E@DIr}F@tE@jhv@@u}{@YzNDol@Ckr`W_B
        Emoji_Modifier EMod =z~{BD
        Emoji_Modifier_Base EBase =|oH@zE@OCvbrB@{@BA@ABtBAAJTRB@CB@BF@@@W@hEAC@T@CAmDBBDrA@OBH
         @J@~P@A@GGE@HIABw@@|@A@A@@PB@LdFBi@H
        Emoji_Presentation EPres =ywGAlECB@A@hOATAq@Kj@@R@L@GAPADAG@D@T@FA@@C@A@F@CA[@b@@@@CB@
         @|@BW@M@zYAr@@C@mdpB@iE@}D@AIjAY@@W@S@AD@BTAmD`@KH@eA@UKj@CDKPB@BfA@@@zDA~@LC@WQ@YAL@uAtAo@eAE@BBACBCJAFHbFK
         C@zGn@@I@xDoBLBJBx@@@COAKCI
        Extended_Pictographic ExtPict =hD@C@l{F@K@wE@U@yAENAnJAK@eD@XJCBfE@fFAI@H@y@C@DH@A@AAA@C@A@
         @AA@B@BAGBD@@@DKJAA@@A@@Q@AAQE@@@ABAD@AACAJADAA@DA@@@ASADE@CA@C@A@AE@@A@@@@@E@B@E@IAN@A@C@@@CB@@JAo@BH@M@M@s
         JAnMBRAr@@C@ye@@K@xQ@@@ijnB@f@CcBKNAN@MAd@IoBAKAM@AIRw@ZNI@S@AH@CHVE{DAoBAA@BArAAB@CD}F@~@JE@WFAAGK@ACA@CALA
         A@GAH@DBKBGBA@@@C@E@B@EuAo@eADGAPB@@EALyEe@KCw@GIEg@G]AKCAMHf@Kn@@I@xDwAGMqC_G}^
        Extender Ext =vD@wOAmZ@xL@uR@hC@xA@oV@~B@biA@w@@bR@mK@cA@h{C@j@DfBA|ABuwZ@
         un@@a]@U@hC@kB@TAzbT@o_AAjm@@Z@C@fe@@dH@sBAqNBne@@_Y@gjRA{c@A@@MAgi[Apd@@sYB
        Hex_Digit Hex =o@IFEYEht~@IFEYE
        IDS_Binary_Operator IDSB =o~JAAIpN@
        IDS_Trinary_Operator IDST =q~JA
        Ideographic Ideo =e_KAXHMBd]_mE_A_oS_gUmJAiBig\@LDHueFh@_@`BrB|zGkKcgR_vh@_@}g
         CAmsDAphFNmRalA}Oan@jyCDihG
        Join_Control Join_C =k_GA
        Logical_Order_Exception LOE =_qBDzBDovABA@yfc@AA@@A
        Noncharacter_Code_Point NChar =om~@_@mOA}~~@A}~~@A}~~@A}~~@A}~~@A}~~@A}~~@A}~~@A}~~@A}~~@A}
         ~~@A}~~@A}~~@A}~~@A}~~@A}~~@A
        Pattern_Syntax Pat_Syn =`@NIFYC@@YCa@F@@@A@@@AC@C@B@V@^@wwFWGNAR@IpHoU_DuR]kb@_O_C`K
         BCXN@lgr@AdGA
        Pattern_White_Space Pat_WS =HDQ@cB@g{FAWA
        Quotation_Mark QMark =a@@C@bC@N@{yFGXAfoB@hMCLB`pr@C|D@C@yAA
        Radical =_sJY@xAKuE
        Regional_Indicator RI =en{BY
        Sentence_Terminal STerm =`@@K@O@hi@@rCBsD@j@BuF@|@@@@BAdHAcv@AuW@CAdW@eEA|CAl@@D@yHAa
         JCaDAIAAA\BzDA`AAc\@VAHBndBBqH@L@UAlL@{f\@mGAbF@B@}JAuAA~A@wCArCBoCAxF@epS@AAz@@BAhD@K@O@`A@svAA|f@Dk@C|DAtB
         C~BB`CAE@OAwAA@AkB@iHAtBAtJADNhBAxFBdO@@@zFAvAAcLAsTAiAAhxQAdC@`AAJ@hPAgH@eoR@gnF@
        Soft_Dotted SD =hBAcE@xG@]@s@@S@_I@aB@@@hgE@r@@L@B@cC@|C@dL@uEAqxA@d|hBAq@Aq
         @Aq@Aq@Aq@Aq@Aq@Aq@Aq@Aq@Aq@Aq@AecA@pHAY@
        Terminal_Punctuation Term =`@@I@@@JAB@}X@G@`O@x@@gA@M@@BsD@j@J@@jFAu@E@G^@dGAsf@AkD@CEv
         HAtWGdW@{BBfAA|CBB@f@CAAyHAaJCaDAIA@B\BzDD}@Ac\@VAHBndBBqH@L@C@I@@ABAkLAzf\AlGBbFD}JAuAA~A@vCBrCB~B@OAxF@epS
         @AAx@B@ChD@I@@@JAB@`A@A@y`@@o@@ec@@fE@uHAwCEcAExACw\Dk@C|DFoBC~BB`CAE@OAwADkB@iHAtBBKAeJCBNhBAxFBdO@@@zFAvAA
         CA}KBl@@dSAiAAjh@DxnPAdC@`ABI@hPAfHAeoR@fnFC
        Unified_Ideograph UIdeo =__L_mE_A_oSmoUA@@@AI@@@@AABum`A_vh@_@}gCAmsDAphFNmRalCjyCDih
         G
        Variation_Selector VS =j_EB@@onx@Oov_YoF
        White_Space space =HDQ@cB@Y@~mD@~jAJ\AD@n@@_|B@
        """#
}
