//! What people do for a book: the MARC relators (<https://id.loc.gov/vocabulary/relators>).

use super::read::suggest;
use super::values::Understood;

/// All codes of the list.
const CODES: &str = "\
    abr acp act adi adp aft anc anl anm ann ant ape apl app aqt arc ard arr art asg asn ato att \
    auc aud aue aui aup aus aut bdd bjd bka bkd bkp blw bnd bpd brd brl bsl cad cas ccp chr cli \
    cll clr clt cmm cmp cmt cnd cng cns coe col com con cop cor cos cot cou cov cpc cpe cph cpl \
    cpt cre crp crr crt csl csp cst ctb cte ctg ctr cts ctt cur cwt dbd dbp dfd dfe dft dgc dgg \
    dgs dis djo dln dnc dnr dpc dpt drm drt dsr dst dtc dte dtm dto dub edc edd edm edt egr elg \
    elt eng enj etr evp exp fac fds fld flm fmd fmk fmo fmp fnd fon fpy frg gdv gis grt his hnr \
    hst ill ilu ins inv isb itr ive ivr jud jug lbr lbt ldr led lee lel len let lgd lie lil lit \
    lsa lse lso ltg ltr lyr mcp mdc med mfp mfr mka mod mon mrb mrk msd mte mtk mup mus mxe nan \
    nrt onp opn org orm osp oth own pad pan pat pbd pbl pdr pfr pht plt pma pmn pnc pop ppm ppt \
    pra prc prd pre prf prg prm prn pro prp prs prt prv pta pte ptf pth ptt pup rap rbr rcd rce \
    rcp rdd red ren res rev rpc rps rpt rpy rse rsg rsp rsr rst rth rtm rxa sad sce scl scr sde \
    sds sec sfx sgd sgn sht sll sng spk spn spy srv std stg stl stm stn str swd tad tau tcd tch \
    ths tld tlg tlh tlp trc trl tyd tyg uvp vac vdg vfx voc wac wal wam wat waw wdc wde win wit \
    wpr wst wts";

/// The roles that books know, with the words that people write for them.
const WORDS: &[(&str, &[&str])] = &[
    ("aut", &["author", "writer", "poet", "نویسنده", "شاعر", "سراینده", "مؤلف", "مولف", "پدیدآور"]),
    ("trl", &["translator", "مترجم", "برگردان"]),
    ("edt", &["editor", "ویراستار", "ویرایشگر", "سرویراستار", "دبیر"]),
    ("edc", &["به‌کوشش", "به کوشش", "به‌اهتمام"]),
    ("com", &["compiler", "گردآورنده", "گردآورندگان"]),
    ("ill", &["illustrator", "تصویرگر", "نقاش"]),
    ("pht", &["photographer", "عکاس"]),
    ("bkd", &["designer", "book-designer", "طراح", "صفحه‌آرا"]),
    ("cov", &["cover-designer", "طراح جلد"]),
    ("aui", &["introduction", "foreword", "مقدمه‌نویس", "مقدمه"]),
    ("aft", &["afterword", "مؤخره"]),
    ("ann", &["annotator", "حاشیه‌نویس", "شارح"]),
    ("ivr", &["interviewer", "مصاحبه‌گر", "پرسنده"]),
    ("ive", &["interviewee", "مصاحبه‌شونده"]),
    ("pfr", &["proofreader", "نمونه‌خوان"]),
    ("rev", &["reviewer", "بازبین"]),
    ("res", &["researcher", "پژوهشگر"]),
    ("trc", &["transcriber", "حروف‌چین"]),
    ("pbl", &["publisher", "ناشر"]),
    ("prt", &["printer", "چاپخانه"]),
    ("dte", &["dedicatee"]),
    ("cph", &["copyright-holder"]),
    ("ctb", &["contributor", "همکار"]),
    ("oth", &["other", "دیگر"]),
];

/// The relator code that `role` is.
///
/// # Errors
/// What is wrong, and a hint with the code that was probably meant.
pub(super) fn parse(role: &str) -> Understood<String> {
    if CODES.split_whitespace().any(|code| code == role) {
        return Ok(role.to_owned());
    }
    let lower = role.to_lowercase();
    let by_word = WORDS.iter().find(|(_, words)| words.contains(&lower.as_str()));
    let known =
        WORDS.iter().flat_map(|(code, words)| [*code].into_iter().chain(words.iter().copied()));
    let hint = match (by_word, suggest(role, known)) {
        (Some((code, _)), _) => format!("write `{code}`"),
        (None, Some(meant)) => format!("did you mean `{}`?", code_of(meant)),
        (None, None) => {
            "write a MARC code: aut نویسنده, trl مترجم, edt ویراستار, com گردآورنده, ill تصویرگر, …"
                .to_owned()
        }
    };
    Err((format!("`{role}` is not a role"), hint))
}

/// The code of a word; a code is its own.
fn code_of(word: &'static str) -> &'static str {
    WORDS.iter().find(|(_, words)| words.contains(&word)).map_or(word, |(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_to_codes() {
        let hint = |role| parse(role).unwrap_err().1;
        assert_eq!(parse("trl"), Ok("trl".to_owned()));
        assert_eq!(hint("مترجم"), "write `trl`");
        assert_eq!(hint("Editor"), "write `edt`");
        assert_eq!(hint("transltor"), "did you mean `trl`?");
        assert_eq!(hint("TRL"), "did you mean `trl`?");
        assert!(hint("آشپز").starts_with("write a MARC code: aut نویسنده"));
    }

    #[test]
    fn every_suggested_code_is_a_code() {
        assert!(WORDS.iter().all(|(code, _)| parse(code).is_ok()));
        assert!(CODES.split_whitespace().all(|code| code.len() == 3));
    }
}
