//! The pages that are kept, each for as long as it is right, and who makes one that no longer is.

use std::{sync::Arc, time::Duration};

use axum::{http::HeaderMap, response::Response};
use moka::sync::Cache;
use tokio::sync::Mutex;

use super::page::Page;
use crate::domain::Timestamp;

/// How long a page may be kept though another process wrote something that no catalogue tells.
const LONGEST: Duration = Duration::from_secs(5);
/// How long at most, while somebody makes it anew.
const LONGEST_WHILE_MADE: Duration = Duration::from_secs(10);
/// How much is kept in all, in bytes.
const MOST: u64 = 8 * 1024 * 1024;
/// Most pages that are made one at a time each.
const MOST_TURNS: u64 = 1_000;

/// What a page may depend on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    /// The last change of what is listed, by whichever process.
    pub(super) change: i64,
    /// What this process has written.
    pub(super) commits: u64,
    pub(super) at: Timestamp,
}

impl Moment {
    /// Whether a page of then is still right now, when it may be kept for so long.
    fn holds(self, now: Self, longest: Duration) -> bool {
        let longest = i64::try_from(longest.as_secs()).unwrap_or_default();
        self.change == now.change
            && self.commits == now.commits
            && now.at.seconds_since(self.at) < longest
    }
}

/// Pages, by question. Cheap to clone; all clones share them.
#[derive(Clone, Debug)]
pub(super) struct Pages {
    answers: Cache<String, Answer>,
    /// Who makes a page holds its turn, so that a thousand readers do not make it a thousand times.
    turns: Cache<String, Arc<Mutex<()>>>,
}

/// What was answered to a question.
#[derive(Clone, Debug)]
enum Answer {
    /// A page, and when it was right.
    Page(Moment, Arc<Page>),
    /// Something that is not for others too: each has their own made, and waits for nobody.
    ForOne,
}

impl Pages {
    /// Nothing is kept yet.
    pub(super) fn new() -> Self {
        let weigh = |question: &String, answer: &Answer| {
            let page = if let Answer::Page(_, page) = answer { page.bytes() } else { 0 };
            u32::try_from(question.len() as u64 + page).unwrap_or(u32::MAX)
        };
        Self {
            answers: Cache::builder().max_capacity(MOST).weigher(weigh).build(),
            turns: Cache::new(MOST_TURNS),
        }
    }

    /// The answer to `question`: the page that is kept, or what `make` makes, which is kept.
    pub(super) async fn answer(
        &self,
        question: String,
        now: Moment,
        asked: &HeaderMap,
        make: impl AsyncFnOnce() -> Response,
    ) -> Response {
        let kept = |longest| match self.answers.get(&question) {
            Some(Answer::Page(moment, page)) if moment.holds(now, longest) => Some(page),
            _ => None,
        };
        if let Some(page) = kept(LONGEST) {
            return page.answer(asked);
        }
        let turn = self.turns.get_with_by_ref(question.as_str(), Arc::default);
        let is_for_one = matches!(self.answers.get(&question), Some(Answer::ForOne));
        let _turn = match turn.try_lock() {
            Ok(turn) => Some(turn),
            Err(_) if is_for_one => None,
            Err(_) => {
                if let Some(page) = kept(LONGEST_WHILE_MADE) {
                    return page.answer(asked);
                }
                let turn = turn.lock().await;
                if let Some(page) = kept(LONGEST) {
                    return page.answer(asked);
                }
                Some(turn)
            }
        };
        match Page::of(make().await).await {
            Ok(page) => {
                let page = Arc::new(page);
                self.answers.insert(question, Answer::Page(now, Arc::clone(&page)));
                page.answer(asked)
            }
            Err(response) => {
                self.answers.insert(question, Answer::ForOne);
                response
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use axum::{Json, http::StatusCode, response::IntoResponse};
    use tokio::sync::Notify;

    use super::*;

    fn moment(commits: u64, seconds: i64) -> Moment {
        Moment { change: 1, commits, at: Timestamp(seconds * 1_000) }
    }

    /// Asks for a page that says when it was made.
    async fn ask(pages: &Pages, now: Moment) -> String {
        let made = format!("\"{}/{}\"", now.commits, now.at.0 / 1_000);
        let make = async move || Json(made).into_response();
        let answer = pages.answer("/".to_owned(), now, &HeaderMap::new(), make).await;
        let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        String::from_utf8(body.to_vec()).unwrap().replace(['"', '\\'], "")
    }

    #[tokio::test]
    async fn a_page_is_kept_until_something_is_written_or_seconds_have_gone_by() {
        let pages = Pages::new();
        assert_eq!(ask(&pages, moment(1, 0)).await, "1/0");
        assert_eq!(ask(&pages, moment(1, 4)).await, "1/0");
        assert_eq!(ask(&pages, moment(1, 5)).await, "1/5");
        assert_eq!(ask(&pages, moment(2, 6)).await, "2/6");
    }

    #[tokio::test]
    async fn of_many_who_ask_at_once_one_makes_the_page() {
        let (pages, made) = (Pages::new(), AtomicUsize::new(0));
        let all_are_here = Notify::new();
        let ask = async |last| {
            let make = async || {
                made.fetch_add(1, Ordering::Relaxed);
                all_are_here.notified().await;
                Json("page").into_response()
            };
            if last {
                all_are_here.notify_one();
            }
            pages.answer("/".to_owned(), moment(1, 0), &HeaderMap::new(), make).await.status()
        };
        let answers = tokio::join!(ask(false), ask(false), ask(false), ask(true));
        assert_eq!(answers, (StatusCode::OK, StatusCode::OK, StatusCode::OK, StatusCode::OK));
        assert_eq!(made.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn while_one_makes_an_old_page_anew_the_others_read_the_old_one_if_it_is_still_right() {
        let pages = Pages::new();
        ask(&pages, moment(1, 0)).await;
        let turn = pages.turns.get_with_by_ref("/", Arc::default);
        let making = turn.lock().await;
        assert_eq!(ask(&pages, moment(1, 6)).await, "1/0");
        let waits = ask(&pages, moment(2, 6));
        let (after_a_write, ()) = tokio::join!(waits, async { drop(making) });
        assert_eq!(after_a_write, "2/6");
    }

    #[tokio::test]
    async fn what_is_not_for_all_is_made_for_each_at_the_same_time() {
        let (pages, met) = (Pages::new(), tokio::sync::Barrier::new(2));
        let refuse = async || StatusCode::NOT_FOUND.into_response();
        let first = pages.answer("/".to_owned(), moment(1, 0), &HeaderMap::new(), refuse).await;
        assert_eq!(first.status(), StatusCode::NOT_FOUND);
        let ask = async || {
            let make = async || {
                met.wait().await;
                StatusCode::NOT_FOUND.into_response()
            };
            pages.answer("/".to_owned(), moment(1, 0), &HeaderMap::new(), make).await.status()
        };
        assert_eq!(tokio::join!(ask(), ask()), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    }
}
