//! The look that the operator gives the node: its colours and its logo.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{Node, NodeError, Result, logo};
use crate::{
    domain::{Appearance, Timestamp, Tint},
    store::house,
};

impl Node {
    /// How the node looks, if not like all.
    pub async fn appearance(&self) -> Result<Option<Appearance>> {
        let mut db = self.store.read().await?;
        Ok(house::appearance(&mut db).await?)
    }

    /// Gives the node colours; one that is not named stays as it is.
    pub async fn set_colours(
        &self,
        primary: Option<Tint>,
        accent: Option<Tint>,
    ) -> Result<Appearance> {
        self.change_appearance(None, |known| Appearance {
            primary: primary.or(known.primary),
            accent: accent.or(known.accent),
            ..known
        })
        .await
    }

    /// Gives the node a logo: a PNG file, of which nothing is kept but the picture.
    pub async fn set_logo(&self, file: Vec<u8>) -> Result<Appearance> {
        let picture = tokio::task::spawn_blocking(move || logo::redraw(&file))
            .await
            .map_err(|problem| NodeError::Stopped(problem.to_string()))??;
        let text = STANDARD.encode(&picture.png);
        let change = |known| Appearance { logo: Some(picture.size), ..known };
        self.change_appearance(Some(text), change).await
    }

    /// The logo, as a PNG file.
    pub async fn logo(&self) -> Result<Option<Vec<u8>>> {
        let mut db = self.store.read().await?;
        let text = house::logo(&mut db).await?;
        // What cannot be read was not written by us, and is no logo.
        Ok(text.and_then(|text| STANDARD.decode(text).ok()))
    }

    /// Gives the node the look of all again, without a logo.
    pub async fn reset_appearance(&self) -> Result<()> {
        let mut db = self.store.write().await?;
        house::set_appearance(&mut db, None).await?;
        house::set_logo(&mut db, None).await?;
        db.commit().await?;
        Ok(())
    }

    async fn change_appearance(
        &self,
        logo: Option<String>,
        change: impl FnOnce(Appearance) -> Appearance + Send,
    ) -> Result<Appearance> {
        let mut db = self.store.write().await?;
        let known = house::appearance(&mut db).await?.unwrap_or_default();
        let next = Timestamp(known.changed_at.0 + 1).max(self.clock.now());
        let changed = Appearance { changed_at: next, ..change(known) };
        if logo.is_some() {
            house::set_logo(&mut db, logo.as_deref()).await?;
        }
        house::set_appearance(&mut db, Some(&changed)).await?;
        db.commit().await?;
        Ok(changed)
    }
}
