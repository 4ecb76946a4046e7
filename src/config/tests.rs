//! Who wins, what is refused, and how it is said.

use std::{fs, net::IpAddr};

use super::*;

fn environment(variables: &[(&str, &str)]) -> Vec<(String, String)> {
    variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Loads a file in a folder of its own, so that no `havre.toml` of the developer is read.
fn load(file: &str, variables: &[(&str, &str)], flags: Flags) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("havre.toml");
    fs::write(&path, file).unwrap();
    let flags = Flags { config: Some(path.clone()), ..flags };
    Config::load(&flags, environment(variables))
        .map_err(|error| error.to_string().replace(&path.display().to_string(), "havre.toml"))
}

const PUBLIC: &str = "public_url = \"https://lyon.example\"\n";

#[test]
fn flags_win_over_the_environment_which_wins_over_the_file_which_wins_over_defaults() {
    let address = |file: &str, variables, listen: Option<&str>| {
        let flags = Flags { listen: listen.map(Into::into), ..Flags::default() };
        load(&format!("{PUBLIC}{file}"), variables, flags).unwrap().listening.address.port()
    };
    let file = "listen = \"127.0.0.1:1\"";
    let variable: &[_] = &[("HAVRE_LISTEN", "127.0.0.1:2")];
    assert_eq!(address("", &[], None), 8_300);
    assert_eq!(address(file, &[], None), 1);
    assert_eq!(address(file, variable, None), 2);
    assert_eq!(address(file, variable, Some("127.0.0.1:3")), 3);
    assert_eq!(address(file, &[("HAVRE_LISTEN", "")], None), 1, "an empty variable says nothing");
}

#[test]
fn every_setting_has_a_default_but_the_public_address() {
    let said = load("", &[], Flags::default()).unwrap_err();
    assert!(said.starts_with("public_url is not set"), "{said}");

    let config = load(PUBLIC, &[], Flags::default()).unwrap();
    assert_eq!(config.site.public_url, "https://lyon.example");
    assert!(!config.site.dev);
    assert_eq!(config.storage.database_url.expose(), "sqlite:havre-data/havre.db");
    let trusted = |address: &str| {
        let address: IpAddr = address.parse().unwrap();
        config.listening.trusted_proxies.iter().any(|network| network.contains(&address))
    };
    assert_eq!(["127.0.0.1", "::1", "192.0.2.1"].map(trusted), [true, true, false]);
}

#[test]
fn all_settings_can_stand_in_the_file() {
    let file = r#"
        public_url = "https://liège.example/"
        listen = "[::1]:80"
        data = "/var/lib/havre"
        database_url = "postgresql:///havre?host=/run/postgresql"
        dev = false
        trusted_proxies = ["10.0.0.0/8", "2001:db8::1"]
        log_format = "json"
        log_level = "warn"
        source_url = "https://code.example/havre"
    "#;
    let config = load(file, &[], Flags::default()).unwrap();
    assert_eq!(config.site.public_url, "https://xn--lige-6oa.example");
    assert_eq!(config.listening.address.to_string(), "[::1]:80");
    assert_eq!(config.listening.trusted_proxies.len(), 2);
    assert_eq!(config.storage.data, PathBuf::from("/var/lib/havre"));
    assert_eq!(config.log.format, LogFormat::Json);
    assert_eq!(config.log.level, Level::WARN);
    assert_eq!(config.site.source_url.unwrap().as_str(), "https://code.example/havre");
}

#[test]
fn a_wrong_setting_is_named_with_its_file_and_line_or_its_variable() {
    let said = |file: &str, variables: &[_], flags| load(file, variables, flags).unwrap_err();
    let none = Flags::default;
    assert_eq!(
        said("# a word\n\nlisen = \"127.0.0.1:1\"", &[], none()),
        "havre.toml line 3: there is no setting \"lisen\"; did you mean \"listen\"?"
    );
    assert_eq!(
        said("\nlisten = 80", &[], none()),
        "havre.toml line 2: listen should be a text, true or false, or a list of texts"
    );
    assert_eq!(
        said("log_format = \"xml\"", &[], none()),
        "havre.toml line 1: log_format should be text or json, not \"xml\""
    );
    assert_eq!(
        said("", &[("HAVRE_PUBLC_URL", "https://lyon.example")], none()),
        "HAVRE_PUBLC_URL: there is no setting \"HAVRE_PUBLC_URL\"; did you mean \"HAVRE_PUBLIC_URL\"?"
    );
    assert_eq!(
        said("", &[("HAVRE_DEV", "perhaps")], none()),
        "HAVRE_DEV: dev should be true or false, not \"perhaps\""
    );
    assert_eq!(
        said(PUBLIC, &[], Flags { listen: Some("here".into()), ..none() }),
        "--listen: listen should be an address and a port, such as 127.0.0.1:8300, not \"here\""
    );
    assert!(said("a = 1\na = 2", &[], none()).starts_with("havre.toml line 2: "));
    assert!(said("[listen", &[], none()).starts_with("havre.toml line 1: "));
}

#[test]
fn a_file_that_is_named_must_be_there() {
    for (flag, variable) in [(Some("/nowhere/a.toml".into()), ""), (None, "/nowhere/a.toml")] {
        let flags = Flags { config: flag, ..Flags::default() };
        let variables = if variable.is_empty() { vec![] } else { vec![("HAVRE_CONFIG", variable)] };
        let error = Config::load(&flags, environment(&variables)).unwrap_err();
        assert_eq!(error.to_string(), "/nowhere/a.toml cannot be read");
    }
}

#[test]
fn a_public_node_has_a_name_and_https_and_nothing_else() {
    for wrong in [
        "http://lyon.example",
        "https://lyon.example:8443",
        "https://lyon.example/havre",
        "https://192.0.2.1",
        "https://[2001:db8::1]",
        "https://localhost",
        "https://lyon",
        "https://a.localhost",
        "https://lyon.example.",
        "https://a@lyon.example",
        "https://lyon.example?a",
        "https://lyon.example#a",
        "lyon.example",
        "",
    ] {
        let file = format!("public_url = \"{wrong}\"");
        assert!(load(&file, &[], Flags::default()).is_err(), "{wrong}");
    }
}

#[test]
fn development_stays_on_this_machine() {
    let dev = |file: &str| load(file, &[], Flags { dev: true, ..Flags::default() });
    assert_eq!(dev("").unwrap().site.public_url, "http://127.0.0.1:8300");
    assert!(dev("public_url = \"http://[::1]:8301\"").is_ok());
    assert!(dev("public_url = \"http://localhost:8301\"").is_ok());
    for wrong in [
        PUBLIC,
        "public_url = \"http://lyon.example\"",
        "public_url = \"http://192.168.1.2\"",
        "public_url = \"https://127.0.0.1\"",
        "listen = \"0.0.0.0:8300\"",
        "listen = \"[::]:1\"",
    ] {
        let said = dev(wrong).unwrap_err();
        assert!(said.contains("because dev is on"), "{said}");
    }
}

#[test]
fn the_variable_that_opens_the_own_network_to_strangers_is_refused() {
    let danger: &[_] = &[("DANGER_FEDERATION_ALLOW_LOCAL_IP", "1")];
    assert!(load(PUBLIC, danger, Flags::default()).unwrap_err().contains("unset it"));
}

#[test]
fn a_password_is_never_printed() {
    for url in ["postgres://u:secret@h/n?password=secret", "postgres://u:se@secret@h/n"] {
        let flags = Flags { database_url: Some(url.into()), ..Flags::default() };
        let config = load(PUBLIC, &[], flags).unwrap();
        assert_eq!(config.storage.database_url.expose(), url);
        let printed = format!("{config:?}");
        assert!(!printed.contains("secret") && printed.contains("@h/n"), "{printed}");
    }
    let flags = Flags { database_url: Some("mysql://u:secret@h/n".into()), ..Flags::default() };
    assert_eq!(
        load(PUBLIC, &[], flags).unwrap_err(),
        "--database-url: database_url should be sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME"
    );
}

#[test]
fn a_data_folder_may_have_any_name() {
    let config = load(PUBLIC, &[("HAVRE_DATA", "/a?b%c")], Flags::default()).unwrap();
    assert_eq!(config.storage.database_url.expose(), "sqlite:/a%3Fb%25c/havre.db");
}

#[test]
fn variables_of_others_and_of_tests_are_left_alone() {
    let others: &[_] = &[("PATH", "/bin"), ("HAVRE_TEST_POSTGRES", "postgres://h")];
    assert!(load(PUBLIC, others, Flags::default()).is_ok());
}

#[test]
fn the_reference_page_lists_every_setting() {
    let page = fs::read_to_string("docs/configuration.md").unwrap();
    let rows = KEYS.map(|key| {
        format!("| `{}` | `{}` | {} | {} |\n", key.name, key.variable(), key.meaning, key.default)
    });
    let head = "| setting | variable | meaning | default |\n| --- | --- | --- | --- |\n";
    let table = head.to_owned() + &rows.concat();
    assert!(page.contains(&table), "docs/configuration.md should hold:\n{table}");
}
