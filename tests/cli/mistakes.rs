//! What is said when something cannot be: one line, what to do next, and a number for scripts.

use crate::ground::Ground;

#[test]
fn a_wrong_setting_is_named_with_its_file_and_line() {
    let ground = Ground::empty();
    ground.write("havre.toml", "dev = true\n\nlisen = \"127.0.0.1:1\"\n");
    assert_eq!(
        ground.havre("serve").mistake(),
        "havre.toml line 3: there is no setting \"lisen\"; did you mean \"listen\"?\n"
    );
}

#[test]
fn a_map_that_is_none_is_told_before_the_node_opens() {
    let ground = Ground::with_lyon();
    ground.write("streets.pmtiles", "SQLite format 3");
    let settings = ground.read("havre.toml");
    ground.write("havre.toml", &format!("{settings}map_file = \"streets.pmtiles\"\n"));
    let said = ground.havre("serve").mistake();
    assert!(said.contains("map_file: streets.pmtiles is no PMTiles file"), "{said}");
}

#[test]
fn a_command_or_flag_that_does_not_exist_ends_with_2() {
    let ground = Ground::empty();
    for words in ["dance", "serve --loud", "sheet put", "demo --port many"] {
        let said = ground.havre(words);
        assert_eq!(said.code, 2, "{words}");
        assert!(said.err.contains("--help"), "{words}: {}", said.err);
    }
}

#[test]
fn a_node_that_was_not_made_yet_says_how_to_make_it() {
    let ground = Ground::empty();
    for words in ["serve", "actor list", "peer list", "user list", "doctor", "backup all.havre"] {
        let said = ground.havre(words).mistake();
        assert!(said.contains("run `havre init` first"), "{words}: {said}");
    }
}

#[test]
fn development_refuses_a_public_address() {
    let ground = Ground::empty();
    for words in ["serve --listen 0.0.0.0:8300", "serve --public-url https://lyon.example"] {
        let said = ground.havre(words).mistake();
        assert!(said.contains("because dev is on"), "{words}: {said}");
    }
}

#[test]
fn a_name_that_nobody_has_is_said_with_where_the_names_are() {
    let ground = Ground::with_lyon();
    ground.write_soup("Soupe");
    for (words, hint) in [
        ("sheet show evt-nowhere", "evt-nowhere"),
        ("sheet withdraw evt-nowhere", "evt-nowhere"),
        ("sheet put soup.json --actor nobody", "havre actor list"),
        ("sheet put nowhere.json", "nowhere.json"),
        ("import nowhere.json", "nowhere.json"),
        ("restore nowhere.havre", "nowhere.havre"),
        ("peer unfollow nowhere.example", "havre peer list"),
        ("peer sync nowhere.example", "havre peer list"),
        ("verify nowhere.jsonld", "nowhere.jsonld"),
        ("peer trust nowhere.example fully", "havre peer list"),
        ("held show 12", "havre held list"),
        ("held approve https://nowhere.example/1", "havre held list"),
        ("held refuse --peer nowhere.example", "havre peer list"),
        ("sheet hide nowhere", "https://"),
        ("sheet hide https://nowhere.example/1", "https://nowhere.example/1"),
        ("sheet unhide https://nowhere.example/1", "havre held list --hidden"),
        ("policy set writers everybody", "followed, listed"),
        ("policy allow https://nowhere.example", "liege.example"),
        ("policy disallow nowhere.example", "havre policy show"),
        ("follower accept @ana@nowhere.example", "havre follower list"),
        ("user password nobody", "havre user list"),
        ("user add alice --password-file nowhere.txt", "nowhere.txt"),
        ("demo --without nowhere", "alliance-migrations, lyon, liege, recife, gao"),
    ] {
        let said = ground.havre(words).mistake();
        assert!(said.contains(hint), "{words}: {said}");
    }
}

#[test]
fn a_database_of_a_newer_version_is_left_alone() {
    let ground = Ground::with_lyon();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let file = ground.path().join("havre-data/havre.db");
    runtime.block_on(async {
        let pool = sqlx::SqlitePool::connect(&format!("sqlite:{}", file.display())).await.unwrap();
        let newer = "insert into _sqlx_migrations
                     select 9999, description, installed_on, success, checksum, execution_time
                     from _sqlx_migrations
                     limit 1";
        sqlx::raw_sql(newer).execute(&pool).await.unwrap();
        pool.close().await;
    });
    let said = ground.havre("serve").failure();
    assert!(said.contains("belongs to a newer Havre"), "{said}");
    assert!(said.contains("9999"), "{said}");
}

#[test]
fn a_second_node_on_the_same_port_says_what_is_in_its_way() {
    let ground = Ground::with_lyon();
    let _serving = ground.serve();
    let said = ground.havre("serve").failure();
    assert!(said.contains(&format!("127.0.0.1:{} cannot be listened on", ground.port)), "{said}");
}

#[test]
fn a_database_of_another_node_is_not_opened_under_a_new_address() {
    let ground = Ground::with_lyon();
    let said = ground.havre("actor list --public-url http://127.0.0.1:1").mistake();
    assert!(said.contains(&format!("http://127.0.0.1:{}", ground.port)), "{said}");
}
