//! What the operator writes for the pages of the node, and where they can be written to.

use super::{Finding, Node, NodeError, Result};
use crate::{
    domain::{Contact, HousePage, HouseText, Language, SheetId},
    store::{house, versions},
};

impl Node {
    /// What the operator wrote: for one page, or for all.
    pub async fn house_texts(&self, page: Option<HousePage>) -> Result<Vec<HouseText>> {
        let mut db = self.store.read().await?;
        Ok(house::texts(&mut db, page).await?)
    }

    /// Writes a page in one language, over what was written before.
    pub async fn set_house_text(
        &self,
        page: HousePage,
        language: Language,
        markdown: String,
    ) -> Result<()> {
        let text = HouseText { page, language, markdown, updated_at: self.clock.now() };
        text.check()?;
        let mut db = self.store.write().await?;
        house::put(&mut db, &text).await?;
        db.commit().await?;
        Ok(())
    }

    /// Takes back what was written for a page in one language.
    pub async fn reset_house_text(&self, page: HousePage, language: &Language) -> Result<()> {
        let mut db = self.store.write().await?;
        if !house::remove(&mut db, page, language).await? {
            return Err(NodeError::NoHouseText(page.as_str(), language.to_string()));
        }
        db.commit().await?;
        Ok(())
    }

    /// Where the people who run the node can be written to.
    pub async fn contact(&self) -> Result<Option<Contact>> {
        let mut db = self.store.read().await?;
        Ok(house::contact(&mut db).await?)
    }

    /// Says where they can be written to, or that nobody shall.
    pub async fn set_contact(&self, contact: Option<&Contact>) -> Result<()> {
        let mut db = self.store.write().await?;
        house::set_contact(&mut db, contact).await?;
        db.commit().await?;
        Ok(())
    }

    /// Forgets what a sheet said before, here; returns its id and how many versions that were.
    pub async fn forget_versions(&self, name: &str) -> Result<(SheetId, u64)> {
        let sheet = self.find_sheet(name).await?.id;
        let mut db = self.store.write().await?;
        let forgotten = versions::forget(&mut db, sheet).await?;
        db.commit().await?;
        Ok((sheet, forgotten))
    }

    /// Whether readers are told who publishes, as the law asks for.
    pub(super) async fn check_pages(&self) -> Finding {
        const CHECK: &str = "pages";
        let written = self.house_texts(Some(HousePage::Legal)).await;
        let contact = self.contact().await;
        match (written, contact) {
            (Err(problem), _) | (_, Err(problem)) => {
                Finding::bad(CHECK, problem.to_string(), "see the database above")
            }
            (Ok(written), _) if written.is_empty() => Finding::doubtful(
                CHECK,
                "the legal notice is not complete",
                "print it with `havre page show legal --language fr`, complete it, and put it back \
                 with `havre page set`",
            ),
            (_, Ok(None)) => Finding::doubtful(
                CHECK,
                "readers are told no contact",
                "name the mailbox of a role with `havre page contact`",
            ),
            (_, Ok(Some(contact))) => Finding::good(CHECK, contact.as_str()),
        }
    }
}
