# El marco de cada página.
skip-to-content = Ir al contenido
nav-menu = Menú
nav-languages = Lengua de la página
nav-pages = Páginas de la lista
practices = Prácticas inspiradoras
events = Eventos
calls = Llamados a la acción
posts = Publicaciones de otros sitios
territories = Territorios
about = Acerca de
footer-privacy = Esta página no deja cookies, no le sigue y no pide nada a otros sitios.
footer-source = Software libre Havre, licencia AGPL-3.0: código fuente
footer-data = Datos abiertos
footer-geonames = Coordenadas de los territorios: GeoNames, CC BY 4.0.
nav-search = Buscar en todo
nav-search-hint = Práctica, lugar, tema…
nav-footer = Acerca de este espacio
map = Mapa
network = La red
themes = Temas
footer-keep = Leer sin red
footer-accessibility = Accesibilidad
footer-privacy-page = Privacidad
footer-legal = Aviso legal
example = Ejemplo

# La portada.
home-newest-practices = Prácticas más recientes
home-upcoming-events = Próximos eventos
home-open-calls = Llamados abiertos
home-all-practices = Todas las prácticas
home-all-events = Todos los eventos
home-all-calls = Todos los llamados
home-near = Cerca de { $name }
home-all-near = Todo lo que está cerca
home-figures = La red en cifras
home-follows-nobody = Este espacio aún no sigue a ningún territorio.
peer-asked = Solicitud enviada, sin respuesta por ahora
peer-refused = Solicitud rechazada
minutes-ago =
    { $count ->
        [0] hace menos de un minuto
        [1] hace un minuto
       *[other] hace { $count } minutos
    }
hours-ago =
    { $count ->
        [1] hace una hora
       *[other] hace { $count } horas
    }
days-ago =
    { $count ->
        [1] hace un día
       *[other] hace { $count } días
    }

# La red: sus espacios, sus cifras, la historia de una ficha.
network-lead = Cada territorio tiene su propio espacio y ninguno está en el centro. Esto es lo que este espacio sabe de los demás.
network-published-here =
    { $count ->
        [one] ficha publicada aquí
       *[other] fichas publicadas aquí
    }
network-copies =
    { $count ->
        [one] ficha de otro espacio, guardada como copia
       *[other] fichas de otros espacios, guardadas como copia
    }
network-known =
    { $count ->
        [one] otro espacio conocido
       *[other] otros espacios conocidos
    }
network-spaces = Los espacios de otros territorios
network-stays = Las fichas guardadas aquí siguen siendo legibles aquí, aunque el espacio que las publicó deje de responder o desaparezca.
network-caption = Lo que publica cada espacio, lo que se guarda aquí y cuándo respondió por última vez
network-space = Espacio
network-publishes = Fichas publicadas
network-held = Guardadas aquí
network-held-of = { $held } de { $published }
network-heard = Última respuesta
network-never = todavía no
network-silent = Sin respuesta desde el { $day }
network-not-followed = Copias recibidas, espacio no seguido
network-moved = Se ha mudado:
network-other-software = Sitios que usan otros programas
network-other-software-text = No dicen cuántas fichas publican: se cuentan las que se pueden leer aquí.
network-figures = La red en imágenes
network-json = Los mismos datos para programas (JSON)
chart-nothing = Todavía no hay nada que mostrar.
chart-table = Estas cifras en una tabla
chart-sheets = Fichas
chart-month = Mes
chart-month-unknown = Mes desconocido
chart-others = Otros países
chart-pillars = Fichas por pilar
chart-pillars-text = Una ficha puede pertenecer a varios pilares.
chart-countries = Fichas por país
chart-countries-text =
    { $count ->
        [one] Vienen de { $count } país.
       *[other] Vienen de { $count } países.
    }
chart-growth = Cómo crece el número de fichas
chart-growth-text = Fichas que se pueden leer aquí, según el mes de su primera publicación.
chart-events = Un año de eventos
chart-events-text = Eventos que empiezan cada mes, a partir de este.
history = El historial de esta ficha
history-of = Historia: { $title }
history-versions =
    { $count ->
        [one] { $count } versión
       *[other] { $count } versiones: ver lo que cambió
    }
history-present = Leer la versión actual
history-none = Esta ficha no ha cambiado desde que se puede leer aquí.
history-changed = Cambió:
history-gone = quitado:
history-new = añadido:
history-cut = Cambiaron más palabras: la versión anterior las muestra.
history-read-before = Leer la versión anterior
history-earlier = Cambios más antiguos
history-published = Publicada por primera vez el { $day }.
history-old = Versión antigua, del { $day }: ya no es válida.
part-in = { $part } ({ $language })
part-title = título
part-text = texto
part-ask = lo que se pide
part-translation = traducción
part-when = fechas
part-place = lugar
part-status = estado
part-topics = temas y a quién se dirige
part-people = quién está detrás
part-links = enlaces y herramientas
part-sources = fuentes y fiabilidad
part-other = otros datos
themes-lead = Las palabras con las que los territorios clasifican sus fichas, lo que significan y cuántas fichas hay de cada una.
vocabulary-axis = Eje
vocabulary-nothing = Todavía no hay fichas.

# Las listas.
practices-count =
    { $count ->
        [0] Ninguna práctica
        [one] { $count } práctica
       *[other] { $count } prácticas
    }
events-count =
    { $count ->
        [0] Ningún evento
        [one] { $count } evento
       *[other] { $count } eventos
    }
calls-count =
    { $count ->
        [0] Ningún llamado
        [one] { $count } llamado
       *[other] { $count } llamados
    }
posts-count =
    { $count ->
        [0] Ninguna publicación
        [one] { $count } publicación
       *[other] { $count } publicaciones
    }
territories-count =
    { $count ->
        [0] Ningún territorio
        [one] { $count } territorio u organización
       *[other] { $count } territorios y organizaciones
    }
sheets-count =
    { $count ->
        [one] { $count } ficha
       *[other] { $count } fichas
    }
search-words = Buscar palabras
search-go = Buscar
search-clear = Borrar la búsqueda
search-nothing = No hay nada que coincida. Pruebe con menos palabras o menos filtros.
search-ways = Las mismas fichas de otro modo
field-pillar = Pilar
field-theme = Tema
field-kind = Tipo
field-territory = Territorio
field-country = País
field-lang = Existe en
field-status = Estado
field-audience = A quién se dirige
field-when = Cuándo
when-upcoming = Próximos
when-past = Pasados
page-previous = Página anterior
page-next = Página siguiente
downloads = Descargar
downloads-lead = La misma selección, en otros formatos:

# La búsqueda: palabras, filtros, lugares, sugerencias.
search-title = Búsqueda
search-count =
    { $count ->
        [0] Ninguna ficha
        [one] { $count } ficha
       *[other] { $count } fichas
    }
expected-type = practice, event, call o post
search-everything = Buscar en todo
search-territories = Nombre de un territorio o de una organización
near = Cerca de
within = A menos de
sort = Orden
sort-relevance = Lo más pertinente primero
sort-date = Por fecha
sort-distance = Lo más cercano primero
distance =
    { $kilometres ->
        [0] menos de 1 km
       *[other] { $kilometres } km
    }
near-beside = { $name } (cerca de { $town })
near-within = A menos de { $kilometres } km de { $place }.
near-others = ¿Otro lugar?
near-place = Cerca de { $place }
near-place-words = «{ $words }» cerca de { $place }
near-unknown = El lugar «{ $place }» no se conoce aquí
near-unknown-next = Escriba el nombre de una ciudad o de un territorio, o coordenadas como 45.76,4.84.
near-unknown-alike = ¿Quería decir uno de estos lugares?
filters = Filtros
filters-chosen = Filtros elegidos
filters-back = Volver a los resultados
filter-remove = Quitar: { $filter }
filter-chosen = { $label }: { $value }
filter-more = Ver los { $count }
filter-area = Parte del mapa
filter-no-examples = Sin ejemplos
field-type = Qué
meanings = Quizá busca
meaning-place = Lugar
advice = Qué puede probar
advice-line = { $label } ({ $count })
advice-spelling = Buscar «{ $words }»
advice-wider = Ampliar a { $kilometres } km
advice-without = Sin «{ $what }»
advice-everything = Buscar en todo, no solo en «{ $kind }»
page-past-end = La lista no tiene esa página
page-past-end-next = Es más corta, o se ha acortado.
page-first = Ir a la primera página
expected-place = el nombre de una ciudad o de un territorio, o coordenadas como 45.76,4.84
expected-sort = relevance, date o distance

# Una ficha.
kind-practice = Práctica inspiradora
kind-event = Evento
kind-call = Llamado a la acción
kind-post = Publicación de otro sitio
example-notice = Ejemplo: esta ficha es inventada, para mostrar cómo sería.
event-cancelled = Este evento está cancelado.
content-warning = Contenido sensible:
event-online = Se puede participar a distancia
text-original = Texto original, en { $language }.
text-human = Traducción revisada. Original: { $original }.
text-unchecked = Traducción por revisar. Original: { $original }.
text-machine = Traducción automática. Original: { $original }.
text-out-of-date = Traducción desactualizada: el original ha cambiado desde entonces. Original: { $original }.
mark-original = original
mark-human = traducción revisada
mark-unchecked = traducción por revisar
mark-machine = traducción automática
mark-out-of-date = traducción desactualizada
other-languages = En otros idiomas
facts = En breve
fact-kind = Tipo
fact-status = Estado
fact-period = Periodo
fact-carrier = A cargo de
fact-partners = Socios
fact-tools = Herramientas
fact-taking-part = Participar
fact-organisers = Quién invita
fact-spoken-languages = Lenguas habladas
fact-figures = En cifras
fact-opens = Apertura
fact-closes = Cierre
fact-place = Lugar
fact-territory = Territorio
fact-themes = Temas
fact-audience = A quién se dirige
fact-links = Enlaces
fact-hashtags = Etiquetas
fact-sources = Fuentes
fact-confidence = Fiabilidad
fact-note = Observación
source-document = Documento de la red: { $name }
status-as-of = { $status } (fuentes: { $day })
period-since = Inicio: { $day }
period-until = Fin: { $day }
call-until = Cierre: { $day }
confidence-high = Bien respaldada por las fuentes
confidence-medium = Fuentes antiguas o escasas
confidence-low = Por confirmar
figure-participants =
    { $count ->
        [one] { $count } persona
       *[other] { $count } personas
    }
figure-countries =
    { $count ->
        [one] { $count } país
       *[other] { $count } países
    }
figure-territories =
    { $count ->
        [one] { $count } territorio
       *[other] { $count } territorios
    }
related = Fichas relacionadas
origin = De dónde viene esta ficha
moved-notice = Este espacio se ha mudado. Lo nuevo está en esta dirección:
origin-speaker = Publicada por
origin-page = Ficha original
origin-published = Primera publicación
origin-updated = Último cambio
origin-adapted-from = Adaptada de
replies = Respuestas
replies-notice = Escritas en otro lugar y leídas por quienes llevan este espacio antes de mostrarse.
origin-proven-own = firmada por su autor el { $day }
origin-proven-copy = firmada por su autor, comprobada el { $day }
origin-file = Archivo
origin-file-name = esta ficha y su firma (JSON-LD)
sheet-sources = Herramientas y fuentes
sheet-adapted-by = Adaptada en otros lugares
sheet-aside = Acerca de esta página
sheet-behind = Quién está detrás
contact-team = Contactar al equipo
contact-team-how = Escriba a esta dirección, o sígala, desde Mastodon u otro servicio del fediverso:
origin-here = Esta ficha la publica este espacio.
origin-copy = Copia de una ficha publicada en { $host }.
origin-copy-checked = Copia de una ficha publicada en { $host }, comparada { $ago }.
origin-verified = Verificada
origin-unverified = Sin firma verificable
share = Compartir
share-address = Dirección de esta página:
share-by-mail = Enviar por correo electrónico
follow = Seguir
follow-from-my-server = Seguir desde mi servidor
follow-title = Seguir a { $name }
follow-lead = Copie esta dirección en la búsqueda de Mastodon o de su servicio, o indique su servidor más abajo.
follow-server = Su servidor
follow-server-hint = Por ejemplo, mastodon.social. Aquí no se guarda nada.
follow-go = Preparar el enlace
follow-continue = Continuar en { $host }
copy-of-silent = Copia: el espacio del territorio que publicó esta ficha ya no responde; última señal el { $day }.
answer-link = Responder al llamado ({ $host })
answer-at-origin = Responder en el espacio de origen ({ $host })

# Para llevar: carteles, tarjetas para otros sitios.
take-with-you = Para llevar
take-calendar = Añadir a mi calendario (iCalendar)
take-poster = Cartel para imprimir (A4, con código QR)
take-embed = Mostrar la ficha en otro sitio
take-embed-list = Mostrar esta lista en otro sitio
take-json-ld = JSON-LD, con su firma
take-subscription = Suscribirse en mi calendario
poster-title = Cartel: { $title }
poster-back = Volver a la ficha
poster-print = Imprimir el cartel
poster-how = Una página A4, negro sobre blanco. Para imprimir: Ctrl + P (⌘ P en un Mac), o «Imprimir» en el menú del navegador.
poster-when = Cuándo
poster-where = Dónde
poster-who = Quién
poster-qr = Código QR que lleva a { $address }
poster-more = Toda la información, también en otros idiomas:
poster-as-of = A fecha de { $day }
card-source = Fuente: { $name }
embed-title = Mostrar «{ $title }» en otro sitio
embed-list-title = { $title }: mostrar esta lista en otro sitio
embed-lead = Copie el código de abajo en una página de su sitio: muestra la ficha, siempre tal como está aquí.
embed-list-lead = Copie el código de abajo en una página de su sitio: muestra las primeras fichas de esta lista, siempre tal como están aquí.
embed-back-to-list = Volver a la lista
embed-preview = Vista previa
embed-code = Código para copiar
embed-code-hint = Haga clic en el campo, seleccione todo (Ctrl + A) y copie (Ctrl + C). La última línea es el script: sin ella, la tarjeta queda tal como está hoy.
embed-privacy = Qué hacen los navegadores de quienes visitan su sitio
embed-privacy-script = Con el script, piden a este espacio el script y el contenido de la tarjeta. Así, este espacio conoce su dirección de red y qué sitio muestra la tarjeta, pero no qué página se lee. No pone ninguna cookie, no guarda nada en sus dispositivos ni lleva registro de quién leyó qué.
embed-privacy-static = Sin la línea del script no piden nada a este espacio, mientras nadie siga el enlace.
expected-sheet-address = la dirección de una ficha de este espacio

# Un territorio.
territory-names = Otros nombres
territory-country = País
territory-languages = Lenguas
territory-population = Población
population-about = unas { $number } personas
territory-timezone = Huso horario
territory-seat = Sede
territory-coordinates = Coordenadas
territory-space = Espacio del territorio
territory-here = Este espacio
territory-panorama = Panorama del territorio
territory-panorama-lead = Lo que allí se hace, por pilar de la red.
territory-published = También publicado por { $name }
theme-narrower = Más en concreto:

# El mapa.
map-lead = Dónde están las prácticas, los eventos, los llamados y los territorios. La lista bajo el mapa tiene los mismos lugares.
map-filters = Acotar el mapa
map-legend = Leyenda del mapa
map-open = Mostrar el mapa (unos 200 kB)
map-loading = El mapa se está cargando …
map-failed = El mapa no se puede mostrar. La lista de abajo lo contiene todo.
map-shown = En el mapa: { $placed } de { $total }.
map-results =
    { $count ->
        [one] { $count } resultado aquí
       *[other] { $count } resultados aquí
    }
map-closer = Acercar
map-farther = Alejar
map-keys = Con el teclado: las flechas mueven el mapa, + y − cambian la escala, Tab va de una marca a otra, Intro abre, Escape cierra.
map-skip = Saltar el mapa, ir a la lista
map-search-area = Buscar en esta zona
map-close = Cerrar
map-credits = Mapa: Natural Earth. Lugares: GeoNames, CC BY 4.0.
map-region-credits = Mapa de la región:
map-list = Los mismos lugares en lista
map-nowhere = Sin país
map-territory = Territorio
map-territories = Territorios
map-organisation = Organización
map-organisations = Organizaciones
map-seat = situada en su sede
map-show = Ver en el mapa
locator-of = Mapa mudo de esta parte del mundo: el punto indica { $place }.

# Fechas.
local-time-of = hora local de { $zone }
date-day = { $day } de { $month } de { $year }
date-month = { $month } de { $year }
date-with-weekday = { $weekday }, { $day }
date-with-time = { $day }, { $time }
date-with-times = { $day }, { $from }–{ $to }
date-range = { $from } – { $to }
month =
    { $number ->
        [1] enero
        [2] febrero
        [3] marzo
        [4] abril
        [5] mayo
        [6] junio
        [7] julio
        [8] agosto
        [9] septiembre
        [10] octubre
        [11] noviembre
       *[12] diciembre
    }
weekday =
    { $number ->
        [1] lunes
        [2] martes
        [3] miércoles
        [4] jueves
        [5] viernes
        [6] sábado
       *[7] domingo
    }

# El calendario, y la hora en otros lugares.
calendar = Calendario de eventos
calendar-view = Mes, semana o lista
calendar-month = Mes
calendar-week = Semana
calendar-list = Lista
calendar-choice = Otro mes, tema o zona horaria
calendar-go = Ir a un mes
calendar-go-form = Año y mes, como 2027-02
calendar-zone = Horas y días
calendar-zone-own = del lugar de cada evento
calendar-show = Mostrar
calendar-narrowed = Solo se muestran los eventos que corresponden a sus filtros.
calendar-change = Cambiar los filtros en la lista
calendar-all = Ver todos los eventos
calendar-any = Cualquiera
calendar-theme-count = { $label } ({ $count })
calendar-pages = Antes y después
calendar-previous = Antes: { $period }
calendar-next = Después: { $period }
calendar-to-today = Hoy
calendar-zone-own-lead = Cada evento figura en los días de su propio lugar, con la hora de allí. La ciudad entre paréntesis nombra la zona horaria.
calendar-zone-lead = Los días y las horas son los de { $zone }. Los eventos que duran días enteros siguen en los días de su propio lugar.
calendar-too-many = Hay { $total } eventos: se muestran { $shown }. Reduzca la selección o mire semana por semana.
calendar-none = Ningún evento: { $period }.
calendar-nearest-before = Eventos antes: { $period }
calendar-nearest-after = Eventos después: { $period }
calendar-keys = Las flechas del teclado van de un día a otro.
calendar-week-number = Semana { $number }
calendar-week-name = Semana { $number }, { $from } – { $to }
calendar-today = hoy
calendar-more = { $count } más
calendar-sometime = Fecha exacta por confirmar
calendar-cancelled = cancelado
calendar-at = { $time } ({ $zone })
calendar-from = desde las { $time }
calendar-until = hasta las { $time }
calendar-day-of = día { $number } de { $count }
calendar-subscription = En su propio calendario
calendar-subscription-lead = El calendario de su teléfono u ordenador puede seguir esta selección y mantenerse al día.
calendar-file = Archivo de calendario (iCalendar)
calendar-subscribe = Suscribirse (webcal)
elsewhere = En el mismo momento
elsewhere-here = En este dispositivo: { $time }
elsewhere-others =
    { $count ->
        [1] { $names } y otro más
       *[other] { $names } y { $count } más
    }
elsewhere-more = Otros territorios
expected-month = un mes de 1900 a 2200, como 2027-02
expected-week = una semana de 1900 a 2200, como 2027-W06
expected-zone = el nombre de una zona horaria, como Africa/Bamako

# Acerca de.
about-lead = Havre es software libre para los territorios que acogen: cada ciudad, pueblo o asociación publica sus prácticas, sus eventos y sus llamados a la acción, y sigue los de los demás.
about-federation = Ningún espacio está en el centro. Lo que se publica aquí se lee también desde los otros espacios y desde Mastodon, Mobilizon y otros programas que hablan ActivityPub.
about-source = Código fuente y licencia
about-source-text = Havre { $version } se distribuye bajo la licencia GNU AGPL, versión 3. Cualquiera puede usarlo, estudiarlo, cambiarlo y compartirlo en las mismas condiciones.
about-data = Datos
about-data-text = Todo lo que es público aquí puede descargarse, con sus fuentes y sus fechas.
about-privacy = Privacidad
about-privacy-text = Leer no deja rastro: ni cuenta, ni cookies, ni medición de audiencia, ni contenidos de otros sitios.
about-vocabulary = Vocabulario común
about-vocabulary-text = Las palabras con las que los territorios clasifican sus fichas.
list-pillars = Pilares
list-axes = Ejes
list-themes = Temas
list-practice-kinds = Tipos de prácticas
list-practice-statuses = Estados de una práctica
list-event-kinds = Tipos de eventos
list-event-statuses = Estados de un evento
list-call-kinds = Tipos de llamados
list-call-statuses = Estados de un llamado
list-audiences = Públicos
list-territory-kinds = Tipos de territorios

# El estilo.
style-title = El estilo de estas páginas
style-lead = Los roles y elementos de los que están hechas todas las páginas. Quienes las construyen nombran un rol, nunca un color ni un tamaño.
style-colours = Colores
style-colours-lead = Cada rol tiene un valor claro y otro oscuro; un espacio elige los dos primeros.
style-type = Letra
style-type-sample = Acoger es compartir lo que funciona.
style-space = Espacio
style-components = Elementos
style-card-title = Una ventanilla para todas las personas
style-card-line = En curso desde 2019
style-card-excerpt = Las primeras líneas de una ficha dicen para qué sirve.

# Aviso legal, privacidad, accesibilidad.
house-other-language = Esta página está escrita en { $language }; todavía no existe en su idioma.
house-written = Escrita el { $day } por quienes llevan este espacio.
house-no-contact = quienes llevan este espacio (todavía no han dado una dirección)

# Datos abiertos.
api-title = Datos abiertos
api-lead = Cada lista existe en formatos que leen las hojas de cálculo, los mapas, los calendarios y los programas. Su descripción completa:
api-listings = Listas
api-parameters = Parámetros
api-parameter = Parámetro
api-value = Valor
api-examples = Los ejemplos inventados llevan la marca «example». Las tablas CSV y los calendarios los dejan fuera, salvo con examples=yes; los demás formatos los conservan, salvo con examples=no.
api-paging = Una página tiene 100 fichas, o hasta 500 con limit; «next» da la dirección de la siguiente.
api-ids = El identificador de una ficha es una dirección que nunca cambia y es la misma en todos los espacios.
parameter-q = palabras; no importan los acentos, las mayúsculas ni el plural
parameter-term = un término del vocabulario común

# Guardado en un dispositivo, para leer sin red.
keep = Leer sin red
keep-lead = Puede guardar este directorio en su teléfono u ordenador y leerlo donde no hay red: búsqueda, fichas, calendario de eventos.
keep-what = Qué se guarda
keep-what-sheets =
    { $count ->
        [one] { $count } ficha: los llamados abiertos, los eventos próximos y los de los últimos tres meses, y las prácticas; unos { $kilobytes } kB.
       *[other] { $count } fichas: los llamados abiertos, los eventos próximos y los de los últimos tres meses, y las prácticas; unos { $kilobytes } kB.
    }
keep-what-order = Nunca más de { $kilobytes } kB: primero lo que ayuda hoy.
keep-what-not = Ni las páginas que miró ni las palabras que buscó.
keep-before = Conviene saber antes
keep-before-seen = Quien tenga este dispositivo en la mano puede ver que el directorio está guardado y puede leerlo. Si eso le puede perjudicar, no lo guarde.
keep-before-age = Lo guardado no cambia por sí solo: muestra su antigüedad y se actualiza en esta página.
keep-before-browser = El navegador puede borrarlo cuando falta espacio o cuando hace mucho que no se usa.
keep-device = En este dispositivo
keep-without = Los botones necesitan un navegador con scripts y una conexión cifrada (https). Sin ellos, tome los archivos de abajo.
keep-nothing = No hay nada guardado en este dispositivo.
keep-kept = Fichas guardadas: { $count } ({ $size }), con fecha del { $date } ({ $age }).
keep-full = No había espacio para todas las fichas.
keep-progress = { $done } fichas de { $total }
keep-progress-label = Avance
keep-failed = No se pudo guardar: no hay red o no hay espacio en el dispositivo. Lo guardado antes no ha cambiado.
keep-removed = Todo está borrado. No hay nada guardado en este dispositivo.
keep-impossible = Este navegador no puede guardar el directorio: hace falta una conexión cifrada (https), y no una ventana privada. Tome los archivos de abajo.
keep-now = Guardar en este dispositivo
keep-update = Actualizar
keep-read = Leer lo guardado
keep-remove = Borrar todo
keep-removal = Cómo borrarlo
keep-removal-text = Pulse «Borrar todo» en esta página: las fichas, las páginas y el lector de este sitio salen del dispositivo. Borrar los datos de este sitio en los ajustes del navegador hace lo mismo.
keep-files = Como archivos
keep-files-text = Sin ningún script puede guardar las listas como archivos. Quien tenga el dispositivo también puede verlos.
keep-manifest = Prácticas, eventos y llamados a la acción de territorios acogedores
kept-title = Guardado en este dispositivo
kept-script = El directorio guardado necesita scripts para leerse.
kept-age = Guardado el { $date } ({ $age }), leído sin red.
kept-network = Probar la red
kept-manage = Actualizar o borrar
kept-search = Buscar en lo guardado
kept-menu = Lo guardado
kept-agenda = Calendario
kept-none = No hay nada guardado en este dispositivo.
kept-found = Encontrado: { $count }
kept-nothing = Nada de lo guardado corresponde. Pruebe con menos palabras.
kept-first = Se muestran las primeras { $count }. Añada palabras para acotar la lista.
kept-unfiltered = Sin red, los filtros de la dirección no se aplican.
kept-world = Contorno del mundo con un punto por cada territorio; la lista da sus nombres.
kept-missing = Esta página no está entre las guardadas. La búsqueda de esta página muestra lo que sí está.
kept-missing-title = No guardado
kept-everything = Todo lo guardado

# Cuando algo va mal.
error-not-found = No hay nada en esta dirección
error-not-found-next = Compruebe la dirección o busque la ficha en las listas.
error-gone = Esta ficha fue retirada
error-gone-next = Ya no se publica aquí. Las listas muestran lo que está publicado hoy.
error-method = Esta dirección no responde a esta petición
error-method-next = Pruebe a leerla con GET.
error-parameter = El parámetro «{ $name }» tiene un valor imposible
error-parameter-next = Se espera: { $expected }.
error-forbidden = Esta dirección no le responde
error-forbidden-next = Este espacio no intercambia con su servidor. Quienes lo llevan pueden explicar el motivo.
error-malformed = La petición no se puede leer
error-malformed-next = Compruebe la dirección e inténtelo de nuevo.
error-too-large = La petición es demasiado larga
error-too-large-next = Envíe 256 KB como máximo.
error-media-type = Este tipo de contenido no se acepta aquí
error-media-type-next = Envíe application/activity+json.
error-signature = La firma no es válida
error-signature-next = Firme la petición con la clave del actor que habla y compruebe el reloj.
error-later = Ahora no
error-later-next = Inténtelo más tarde: la cabecera Retry-After dice cuándo.
error-internal = Algo ha fallado por nuestra parte
error-internal-next = No se ha perdido nada. Inténtelo de nuevo en unos minutos; si continúa, avise a quienes mantienen este espacio.
error-home = Ir a la portada
expected-term = un término del vocabulario común (véase «Acerca de»)
expected-handle = el nombre corto de un territorio, como lyon
expected-country = un código de país de dos letras, como FR
expected-language = un código de idioma, como pt
expected-when = upcoming, past, una fecha como 2027, 2027-09 o 2027-09-15, o dos fechas separadas por «..»
expected-area = cuatro grados separados por comas: oeste, sur, este, norte
expected-yes-or-no = yes o no
expected-number = un número entero de 1 a { $most }
expected-text = un texto de { $most } caracteres como máximo
expected-one-of = { $most } valores como máximo
expected-cursor = un número dado por la página anterior
expected-account = la dirección de un territorio conocido aquí, como lyon@accueil.example
expected-server = el nombre de un servidor, como mastodon.social
