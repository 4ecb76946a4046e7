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
        AnyFacts, CallFacts, DEFAULT_LIMIT, EventFacts, FACETS, FARTHEST, Format, Item, KINDS,
        MOST_ITEMS, NetworkSummary, PageOf, PostFacts, PracticeFacts, Sort, TerritoryItem, WITHIN,
        path_of,
    },
    map::{FINEST, MapData},
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
    PageOf<Item<AnyFacts>>,
    PageOf<TerritoryItem>,
    MapData,
    NetworkSummary,
)))]
struct Schemas;

/// The schemas under names for people.
fn components() -> Components {
    let mut components = Schemas::openapi().components.unwrap_or_default();
    for (written, name) in [
        ("PageOf_Item_PracticeFacts", page_of(Some(SheetKind::Practice))),
        ("PageOf_Item_EventFacts", page_of(Some(SheetKind::Event))),
        ("PageOf_Item_CallFacts", page_of(Some(SheetKind::Call))),
        ("PageOf_Item_PostFacts", page_of(Some(SheetKind::Post))),
        ("PageOf_Item_AnyFacts", page_of(None)),
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

/// The name of the schema of a page of sheets of a kind, or of all.
fn page_of(kind: Option<SheetKind>) -> &'static str {
    match kind {
        Some(SheetKind::Practice) => "PracticePage",
        Some(SheetKind::Event) => "EventPage",
        Some(SheetKind::Call) => "CallPage",
        Some(SheetKind::Post) => "PostPage",
        None => "SheetPage",
    }
}

fn paths() -> Paths {
    let mut paths = PathsBuilder::new();
    for kind in KINDS {
        for format in formats(kind) {
            let path = format!("{}.{}", path_of(kind), format.extension());
            let listing = kind.map_or("sheets", SheetKind::plural);
            let operation = operation(listing, format, page_of(kind), parameters(kind));
            paths = paths.path(path, PathItem::new(HttpMethod::Get, operation.build()));
        }
    }
    for format in Format::OF_TERRITORIES {
        let path = format!("/territories.{}", format.extension());
        let operation = operation("territories", format, TERRITORY_PAGE, directory_parameters());
        paths = paths.path(path, PathItem::new(HttpMethod::Get, operation.build()));
    }
    let map = operation("map", Format::Json, "MapData", map_parameters());
    paths = paths.path("/map.json", PathItem::new(HttpMethod::Get, map.build()));
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
fn parameters(kind: Option<SheetKind>) -> Vec<Parameter> {
    let mut parameters =
        vec![query("q", "Words; accents, capitals and plurals do not matter.", text())];
    if kind.is_none() {
        let kinds = SheetKind::ALL.map(SheetKind::as_str);
        parameters.push(query("type", "Sheets of this kind only.", one_of(kinds)));
    }
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
    if kind.is_none_or(|kind| kind == SheetKind::Event) {
        let meaning = "upcoming, past, a year, month or day, or two of them with .. between.";
        parameters.push(query("when", meaning, text()));
    }
    parameters.push(query("bbox", "Four degrees: west,south,east,north.", text()));
    parameters.extend(around());
    let orders = [Sort::Relevance, Sort::Date, Sort::Distance].map(Sort::as_str);
    let meaning = "distance needs near, relevance needs q; they are the order when nobody says.";
    parameters.push(query("sort", meaning, one_of(orders)));
    let meaning = "Whether invented examples are among them; CSV and iCalendar say no, other \
                   formats yes, when nobody does.";
    parameters.push(query("examples", meaning, one_of(["yes", "no"])));
    parameters.extend(paging());
    parameters
}

/// The parameters of the map: it has no pages and no order, and is looked at more or less closely.
fn map_parameters() -> Vec<Parameter> {
    let zoom = ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(1))
        .maximum(Some(FINEST))
        .default(Some(1.into()));
    let mut parameters = parameters(None);
    parameters.retain(|parameter| !["limit", "page", "sort"].contains(&parameter.name.as_str()));
    let meaning = "How closely one looks, as web maps count: where there are more than 800 \
                   points, the cells in which they are gathered are a quarter of a map tile wide.";
    parameters.push(query("zoom", meaning, zoom.into()));
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
    parameters.extend(around());
    parameters.extend(paging());
    parameters
}

/// The parameters of what lies around a place.
fn around() -> [Parameter; 2] {
    let kilometres = ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(1))
        .maximum(Some(FARTHEST))
        .default(Some(WITHIN.into()));
    let meaning = "The name of a town or territory, @ and the handle of one, the number of a town \
                   in GeoNames, or latitude,longitude; the nearest come first.";
    [query("near", meaning, text()), query("within", "Kilometres around it.", kilometres.into())]
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
