//! The description of the listings for programs (OpenAPI 3.1), made of the types that write them.

use axum::{Json, http::header, response::IntoResponse};
use utoipa::{
    OpenApi as _,
    openapi::{
        Components, ContentBuilder, HttpMethod, InfoBuilder, ObjectBuilder, OpenApi,
        OpenApiBuilder, PathItem, Paths, PathsBuilder, Ref, RefOr, Required, ResponseBuilder,
        Schema, Type,
        path::{OperationBuilder, Parameter, ParameterBuilder, ParameterIn},
        schema::ArrayBuilder,
    },
};

use super::{
    listing::{
        CallFacts, DEFAULT_LIMIT, EventFacts, FACETS, Format, Item, MOST_ITEMS, NetworkSummary,
        PageOf, PostFacts, PracticeFacts, TerritoryItem,
    },
    pages::formats,
};
use crate::domain::SheetKind;

/// `GET /api/openapi.json`
pub(super) async fn show() -> impl IntoResponse {
    ([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], Json(describe()))
}

/// The whole description.
fn describe() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Havre")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Practices, events, calls to action and territories that this node holds. Ids are \
             addresses that never change and are the same on every node.",
        ))
        .build();
    OpenApiBuilder::new().info(info).paths(paths()).components(Some(components())).build()
}

/// The schemas of the pages of all listings, and of what stands in them.
#[derive(utoipa::OpenApi)]
#[openapi(components(schemas(
    PageOf<Item<PracticeFacts>>,
    PageOf<Item<EventFacts>>,
    PageOf<Item<CallFacts>>,
    PageOf<Item<PostFacts>>,
    PageOf<TerritoryItem>,
    NetworkSummary,
)))]
struct Schemas;

/// The schemas under names for people.
fn components() -> Components {
    let mut components = Schemas::openapi().components.unwrap_or_default();
    for (written, name) in [
        ("PageOf_Item_PracticeFacts", page_of(SheetKind::Practice)),
        ("PageOf_Item_EventFacts", page_of(SheetKind::Event)),
        ("PageOf_Item_CallFacts", page_of(SheetKind::Call)),
        ("PageOf_Item_PostFacts", page_of(SheetKind::Post)),
        ("PageOf_TerritoryItem", TERRITORY_PAGE),
    ] {
        if let Some(schema) = components.schemas.remove(written) {
            components.schemas.insert(name.to_owned(), schema);
        }
    }
    components
}

/// The name of the schema of a page of territories.
const TERRITORY_PAGE: &str = "TerritoryPage";

/// The name of the schema of a page of sheets of a kind.
fn page_of(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Practice => "PracticePage",
        SheetKind::Event => "EventPage",
        SheetKind::Call => "CallPage",
        SheetKind::Post => "PostPage",
    }
}

fn paths() -> Paths {
    let mut paths = PathsBuilder::new();
    for kind in SheetKind::ALL {
        for format in formats(kind) {
            let path = format!("/{}.{}", kind.plural(), format.extension());
            let operation = operation(kind.plural(), format, page_of(kind), parameters(kind));
            paths = paths.path(path, PathItem::new(HttpMethod::Get, operation.build()));
        }
    }
    for format in Format::OF_TERRITORIES {
        let path = format!("/territories.{}", format.extension());
        let operation = operation("territories", format, TERRITORY_PAGE, directory_parameters());
        paths = paths.path(path, PathItem::new(HttpMethod::Get, operation.build()));
    }
    paths.path("/network.json", PathItem::new(HttpMethod::Get, network().build())).build()
}

/// What the space knows of the others, in one answer.
fn network() -> OperationBuilder {
    let schema = Ref::from_schema_name("NetworkSummary");
    let content = ContentBuilder::new().schema(Some(schema)).build();
    let found = ResponseBuilder::new()
        .description("The spaces that this one knows.")
        .content("application/json", content);
    OperationBuilder::new()
        .operation_id(Some("network_json"))
        .summary(Some("The network as this space knows it"))
        .tag("network")
        .parameters(Some(Vec::<Parameter>::new()))
        .response("200", found)
        .response("304", ResponseBuilder::new().description("You have it: the ETag still holds."))
}

fn operation(
    listing: &str,
    format: Format,
    page: &str,
    parameters: Vec<Parameter>,
) -> OperationBuilder {
    let schema = match format {
        Format::Json => Ref::from_schema_name(page).into(),
        Format::GeoJson => feature_collection(),
        Format::Csv | Format::Atom | Format::Calendar => text(),
    };
    let media_type = format.media_type().split(';').next().unwrap_or_default();
    let content = ContentBuilder::new().schema(Some(schema)).build();
    let found = ResponseBuilder::new()
        .description(format!("A page of the {listing}, as {}.", format.name()))
        .content(media_type, content);
    let problem = ContentBuilder::new().schema(Some(problem())).build();
    let refused = ResponseBuilder::new()
        .description("A parameter has a value that it cannot have (RFC 9457).")
        .content("application/problem+json", problem);
    OperationBuilder::new()
        .operation_id(Some(format!("{listing}_{}", format.extension())))
        .summary(Some(format!("The {listing} as {}", format.name())))
        .tag(listing)
        .parameters(Some(parameters))
        .response("200", found)
        .response("304", ResponseBuilder::new().description("You have it: the ETag still holds."))
        .response("400", refused)
}

/// The parameters of a listing of sheets.
fn parameters(kind: SheetKind) -> Vec<Parameter> {
    let mut parameters =
        vec![query("q", "Words; accents, capitals and plurals do not matter.", text())];
    for (name, _) in FACETS {
        let meaning = match name {
            "territory" => "Handle of the territory that it is about.".to_owned(),
            "country" => "ISO 3166-1 code of two letters.".to_owned(),
            "lang" => "Sheets that exist in this language, such as pt.".to_owned(),
            "theme" => "A theme of the shared vocabulary; narrower themes count too.".to_owned(),
            other => format!("A {other} of the shared vocabulary (/about)."),
        };
        parameters.push(query(name, &meaning, text()));
    }
    if kind == SheetKind::Event {
        let meaning = "upcoming, past, a year, month or day, or two of them with .. between.";
        parameters.push(query("when", meaning, text()));
    }
    parameters.push(query("bbox", "Four degrees: west,south,east,north.", text()));
    let meaning = "Whether invented examples are among them; CSV and iCalendar say no, other \
                   formats yes, when nobody does.";
    parameters.push(query("examples", meaning, one_of(["yes", "no"])));
    parameters.extend(paging());
    parameters
}

/// The parameters of the directory.
fn directory_parameters() -> Vec<Parameter> {
    let mut parameters = vec![
        query("q", "Part of a name; accents and capitals do not matter.", text()),
        query("kind", "A kind of territory of the shared vocabulary (/about).", text()),
        query("country", "ISO 3166-1 code of two letters.", text()),
        query("lang", "A language that is spoken there, such as pt.", text()),
        query("bbox", "Four degrees: west,south,east,north.", text()),
    ];
    parameters.extend(paging());
    parameters
}

/// The parameters of every listing.
fn paging() -> Vec<Parameter> {
    let whole = |most: Option<usize>, default: usize| {
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(1))
            .maximum(most)
            .default(Some(default.into()))
            .into()
    };
    vec![
        query("limit", "Items of a page.", whole(Some(MOST_ITEMS), DEFAULT_LIMIT)),
        query("page", "Which page, from 1.", whole(None, 1)),
    ]
}

fn query(name: &str, meaning: &str, schema: RefOr<Schema>) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(meaning))
        .schema(Some(schema))
        .build()
}

fn text() -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::String).into()
}

fn one_of<const N: usize>(values: [&str; N]) -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(values)).into()
}

/// A collection of features whose properties are the items of the JSON listing (RFC 7946).
fn feature_collection() -> RefOr<Schema> {
    ObjectBuilder::new()
        .property("type", one_of(["FeatureCollection"]))
        .required("type")
        .property("features", ArrayBuilder::new().items(ObjectBuilder::new()))
        .required("features")
        .property("total", ObjectBuilder::new().schema_type(Type::Integer))
        .required("total")
        .into()
}

fn problem() -> RefOr<Schema> {
    let mut schema = ObjectBuilder::new();
    for name in ["type", "title", "detail", "parameter"] {
        schema = schema.property(name, text());
    }
    schema.property("status", ObjectBuilder::new().schema_type(Type::Integer)).into()
}
