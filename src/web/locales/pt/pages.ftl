# A moldura de cada página.
skip-to-content = Ir para o conteúdo
nav-menu = Menu
nav-languages = Língua da página
nav-pages = Páginas da lista
practices = Práticas inspiradoras
events = Eventos
calls = Apelos à ação
posts = Publicações de outros sítios
territories = Territórios
about = Sobre
footer-privacy = Esta página não deixa cookies, não segue quem a lê e não pede nada a outros sítios.
footer-source = Software livre Havre, licença AGPL-3.0: código-fonte
footer-data = Dados abertos
footer-geonames = Coordenadas dos territórios: GeoNames, CC BY 4.0.
nav-search = Pesquisar em tudo
nav-search-hint = Prática, lugar, tema…
nav-footer = Sobre este espaço
map = Mapa
network = A rede
themes = Temas
footer-keep = Ler sem rede
footer-accessibility = Acessibilidade
footer-privacy-page = Privacidade
footer-legal = Aviso legal
example = Exemplo

# A página inicial.
home-newest-practices = Práticas mais recentes
home-upcoming-events = Próximos eventos
home-open-calls = Apelos abertos
home-all-practices = Todas as práticas
home-all-events = Todos os eventos
home-all-calls = Todos os apelos
home-near = Perto de { $name }
home-all-near = Tudo o que está perto
home-figures = A rede em números
home-follows-nobody = Este espaço ainda não segue nenhum território.
peer-asked = Pedido enviado, sem resposta por agora
peer-refused = Pedido recusado
minutes-ago =
    { $count ->
        [0] há menos de um minuto
        [1] há um minuto
       *[other] há { $count } minutos
    }
hours-ago =
    { $count ->
        [1] há uma hora
       *[other] há { $count } horas
    }
days-ago =
    { $count ->
        [1] há um dia
       *[other] há { $count } dias
    }

# A rede: os seus espaços, os seus números, a história de uma ficha.
network-lead = Cada território tem o seu próprio espaço e nenhum está no centro. Eis o que este espaço sabe dos outros.
network-published-here =
    { $count ->
        [one] ficha publicada aqui
       *[other] fichas publicadas aqui
    }
network-copies =
    { $count ->
        [one] ficha de outro espaço, guardada como cópia
       *[other] fichas de outros espaços, guardadas como cópia
    }
network-known =
    { $count ->
        [one] outro espaço conhecido
       *[other] outros espaços conhecidos
    }
network-spaces = Os espaços de outros territórios
network-stays = As fichas guardadas aqui continuam legíveis aqui, mesmo que o espaço que as publicou deixe de responder ou desapareça.
network-caption = O que cada espaço publica, o que dele se guarda aqui e quando respondeu pela última vez
network-space = Espaço
network-publishes = Fichas publicadas
network-held = Guardadas aqui
network-held-of = { $held } de { $published }
network-heard = Última resposta
network-never = ainda não
network-silent = Sem resposta desde { $day }
network-not-followed = Cópias recebidas, espaço não seguido
network-moved = Mudou-se:
network-other-software = Sítios que usam outros programas
network-other-software-text = Não dizem quantas fichas publicam: contam-se as que se podem ler aqui.
network-figures = A rede em imagens
network-json = Os mesmos dados para programas (JSON)
chart-nothing = Ainda não há nada para mostrar.
chart-table = Estes números em tabela
chart-sheets = Fichas
chart-month = Mês
chart-month-unknown = Mês desconhecido
chart-others = Outros países
chart-pillars = Fichas por pilar
chart-pillars-text = Uma ficha pode pertencer a vários pilares.
chart-countries = Fichas por país
chart-countries-text =
    { $count ->
        [one] Vêm de { $count } país.
       *[other] Vêm de { $count } países.
    }
chart-growth = Como cresce o número de fichas
chart-growth-text = Fichas que se podem ler aqui, segundo o mês da sua primeira publicação.
chart-events = Um ano de eventos
chart-events-text = Eventos que começam em cada mês, a partir deste.
history = O histórico desta ficha
history-of = História: { $title }
history-versions =
    { $count ->
        [one] { $count } versão
       *[other] { $count } versões: ver o que mudou
    }
history-present = Ler a versão atual
history-none = Esta ficha não mudou desde que se pode ler aqui.
history-changed = Mudou:
history-gone = retirado:
history-new = acrescentado:
history-cut = Mudaram mais palavras: a versão anterior mostra-as.
history-read-before = Ler a versão anterior
history-earlier = Mudanças mais antigas
history-published = Publicada pela primeira vez a { $day }.
history-old = Versão antiga, de { $day }: já não é válida.
part-in = { $part } ({ $language })
part-title = título
part-text = texto
part-ask = o que se pede
part-translation = tradução
part-when = datas
part-place = lugar
part-status = estado
part-topics = temas e a quem se dirige
part-people = quem está por trás
part-links = ligações e ferramentas
part-sources = fontes e fiabilidade
part-other = outros dados
themes-lead = As palavras com que os territórios classificam as suas fichas, o que significam e quantas fichas há de cada uma.
vocabulary-axis = Eixo
vocabulary-nothing = Ainda não há fichas.

# As listas.
practices-count =
    { $count ->
        [0] Nenhuma prática
        [one] { $count } prática
       *[other] { $count } práticas
    }
events-count =
    { $count ->
        [0] Nenhum evento
        [one] { $count } evento
       *[other] { $count } eventos
    }
calls-count =
    { $count ->
        [0] Nenhum apelo
        [one] { $count } apelo
       *[other] { $count } apelos
    }
posts-count =
    { $count ->
        [0] Nenhuma publicação
        [one] { $count } publicação
       *[other] { $count } publicações
    }
territories-count =
    { $count ->
        [0] Nenhum território
        [one] { $count } território ou organização
       *[other] { $count } territórios e organizações
    }
sheets-count =
    { $count ->
        [one] { $count } ficha
       *[other] { $count } fichas
    }
search-words = Procurar palavras
search-go = Procurar
search-clear = Limpar a pesquisa
search-nothing = Nada corresponde. Tente com menos palavras ou menos filtros.
search-ways = As mesmas fichas de outro modo
field-pillar = Pilar
field-theme = Tema
field-kind = Tipo
field-territory = Território
field-country = País
field-lang = Existe em
field-status = Estado
field-audience = A quem se dirige
field-when = Quando
when-upcoming = Próximos
when-past = Passados
page-previous = Página anterior
page-next = Página seguinte
downloads = Descarregar
downloads-lead = A mesma seleção, noutros formatos:

# A pesquisa: palavras, filtros, lugares, sugestões.
search-title = Pesquisa
search-count =
    { $count ->
        [0] Nenhuma ficha
        [one] { $count } ficha
       *[other] { $count } fichas
    }
expected-type = practice, event, call ou post
search-everything = Pesquisar em tudo
search-territories = Nome de um território ou de uma organização
near = Perto de
within = A menos de
sort = Ordem
sort-relevance = O mais pertinente primeiro
sort-date = Por data
sort-distance = O mais próximo primeiro
distance =
    { $kilometres ->
        [0] menos de 1 km
       *[other] { $kilometres } km
    }
near-beside = { $name } (perto de { $town })
near-within = A menos de { $kilometres } km de { $place }.
near-others = Outro lugar?
near-place = Perto de { $place }
near-place-words = «{ $words }» perto de { $place }
near-unknown = O lugar «{ $place }» não é conhecido aqui
near-unknown-next = Escreva o nome de uma cidade ou de um território, ou coordenadas como 45.76,4.84.
near-unknown-alike = Queria dizer um destes lugares?
filters = Filtros
filters-chosen = Filtros escolhidos
filters-back = Voltar aos resultados
filter-remove = Retirar: { $filter }
filter-chosen = { $label }: { $value }
filter-more = Ver os { $count }
filter-area = Parte do mapa
filter-no-examples = Sem exemplos
field-type = O quê
meanings = Talvez procure
meaning-place = Lugar
advice = O que pode tentar
advice-line = { $label } ({ $count })
advice-spelling = Pesquisar «{ $words }»
advice-wider = Alargar para { $kilometres } km
advice-without = Sem «{ $what }»
advice-everything = Pesquisar em tudo, não só em «{ $kind }»
page-past-end = A lista não tem essa página
page-past-end-next = É mais curta, ou ficou mais curta.
page-first = Ir para a primeira página
expected-place = o nome de uma cidade ou de um território, ou coordenadas como 45.76,4.84
expected-sort = relevance, date ou distance

# Uma ficha.
kind-practice = Prática inspiradora
kind-event = Evento
kind-call = Apelo à ação
kind-post = Publicação de outro sítio
example-notice = Exemplo: esta ficha é inventada, para mostrar como seria.
event-cancelled = Este evento foi cancelado.
content-warning = Conteúdo sensível:
event-online = É possível participar à distância
text-original = Texto original, em { $language }.
text-human = Tradução revista. Original: { $original }.
text-unchecked = Tradução por rever. Original: { $original }.
text-machine = Tradução automática. Original: { $original }.
text-out-of-date = Tradução desatualizada: o original mudou entretanto. Original: { $original }.
mark-original = original
mark-human = tradução revista
mark-unchecked = tradução por rever
mark-machine = tradução automática
mark-out-of-date = tradução desatualizada
other-languages = Noutras línguas
facts = Em resumo
fact-kind = Tipo
fact-status = Estado
fact-period = Período
fact-carrier = A cargo de
fact-partners = Parceiros
fact-tools = Ferramentas
fact-taking-part = Participar
fact-organisers = Quem convida
fact-spoken-languages = Línguas faladas
fact-figures = Em números
fact-opens = Abertura
fact-closes = Encerramento
fact-place = Lugar
fact-territory = Território
fact-themes = Temas
fact-audience = A quem se dirige
fact-links = Ligações
fact-hashtags = Etiquetas
fact-sources = Fontes
fact-confidence = Fiabilidade
fact-note = Observação
source-document = Documento da rede: { $name }
status-as-of = { $status }, segundo fontes de { $day }
period-since = Desde { $day }
period-until = Até { $day }
call-until = Até { $day }
confidence-high = Bem apoiada pelas fontes
confidence-medium = Fontes antigas ou escassas
confidence-low = Por confirmar
figure-participants =
    { $count ->
        [one] { $count } pessoa
       *[other] { $count } pessoas
    }
figure-countries =
    { $count ->
        [one] { $count } país
       *[other] { $count } países
    }
figure-territories =
    { $count ->
        [one] { $count } território
       *[other] { $count } territórios
    }
related = Fichas relacionadas
origin = De onde vem esta ficha
moved-notice = Este espaço mudou de endereço. O que é novo está neste endereço:
origin-speaker = Publicada por
origin-page = Ficha original
origin-published = Primeira publicação
origin-updated = Última alteração
origin-adapted-from = Adaptada de
replies = Respostas
replies-notice = Escritas noutro lugar e lidas por quem cuida deste espaço antes de serem mostradas.
origin-proven-own = assinada pelo seu autor em { $day }
origin-proven-copy = assinada pelo seu autor, verificada em { $day }
origin-file = Ficheiro
origin-file-name = esta ficha e a sua assinatura (JSON-LD)
sheet-sources = Ferramentas e fontes
sheet-adapted-by = Adaptada noutros lugares
sheet-aside = Acerca desta página
sheet-behind = Quem está por trás
contact-team = Contactar a equipa
contact-team-how = Escreva para este endereço, ou siga-o, a partir do Mastodon ou de outro serviço do fediverso:
origin-here = Esta ficha é publicada por este espaço.
origin-copy = Cópia de uma ficha publicada em { $host }.
origin-copy-checked = Cópia de uma ficha publicada em { $host }, comparada { $ago }.
origin-verified = Verificada
origin-unverified = Sem assinatura verificável
share = Partilhar
share-address = Endereço desta página:
share-by-mail = Enviar por correio eletrónico
follow = Seguir
follow-from-my-server = Seguir a partir do meu servidor
follow-title = Seguir { $name }
follow-lead = Copie este endereço para a pesquisa do Mastodon ou do seu serviço, ou indique o seu servidor abaixo.
follow-server = O seu servidor
follow-server-hint = Por exemplo, mastodon.social. Nada fica registado aqui.
follow-go = Preparar a ligação
follow-continue = Continuar em { $host }
copy-of-silent = Cópia: o espaço do território que publicou esta ficha já não responde; último sinal em { $day }.
answer-link = Responder ao apelo ({ $host })
answer-at-origin = Responder no espaço de origem ({ $host })

# Para levar: cartazes, cartões para outros sítios.
take-with-you = Para levar
take-calendar = Adicionar ao meu calendário (iCalendar)
take-poster = Cartaz para imprimir (A4, com código QR)
take-embed = Mostrar a ficha noutro sítio
take-embed-list = Mostrar esta lista noutro sítio
take-json-ld = JSON-LD, com a sua assinatura
take-subscription = Subscrever no meu calendário
poster-title = Cartaz: { $title }
poster-back = Voltar à ficha
poster-print = Imprimir o cartaz
poster-how = Uma página A4, preto sobre branco. Para imprimir: Ctrl + P (⌘ P num Mac), ou «Imprimir» no menu do navegador.
poster-when = Quando
poster-where = Onde
poster-who = Quem
poster-qr = Código QR que leva a { $address }
poster-more = Toda a informação, também noutras línguas:
poster-as-of = À data de { $day }
card-source = Fonte: { $name }
embed-title = Mostrar «{ $title }» noutro sítio
embed-list-title = { $title }: mostrar esta lista noutro sítio
embed-lead = Copie o código abaixo para uma página do seu sítio: mostra a ficha, sempre como está aqui.
embed-list-lead = Copie o código abaixo para uma página do seu sítio: mostra as primeiras fichas desta lista, sempre como estão aqui.
embed-back-to-list = Voltar à lista
embed-preview = Pré-visualização
embed-code = Código para copiar
embed-code-hint = Clique no campo, selecione tudo (Ctrl + A) e copie (Ctrl + C). A última linha é o script: sem ela, o cartão fica como está hoje.
embed-privacy = O que fazem os navegadores de quem visita o seu sítio
embed-privacy-script = Com o script, pedem a este espaço o script e o conteúdo do cartão. Assim, este espaço fica a saber o seu endereço de rede e que sítio mostra o cartão, mas não que página é lida. Não usa cookies, não guarda nada nos seus dispositivos nem regista quem leu o quê.
embed-privacy-static = Sem a linha do script, não pedem nada a este espaço, enquanto ninguém seguir a ligação.
expected-sheet-address = o endereço de uma ficha deste espaço

# Um território.
territory-names = Outros nomes
territory-country = País
territory-languages = Línguas
territory-population = População
population-about = cerca de { $number } pessoas
territory-timezone = Fuso horário
territory-seat = Sede
territory-coordinates = Coordenadas
territory-space = Espaço do território
territory-here = Este espaço
territory-panorama = Panorama do território
territory-panorama-lead = O que ali se faz, por pilar da rede.
territory-published = Também publicado por { $name }
theme-narrower = Mais concretamente:

# O mapa.
map-lead = Onde estão as práticas, os eventos, os apelos e os territórios. A lista por baixo do mapa tem os mesmos lugares.
map-filters = Restringir o mapa
map-legend = Legenda do mapa
map-open = Mostrar o mapa (cerca de 200 kB)
map-loading = O mapa está a carregar …
map-failed = Não é possível mostrar o mapa. A lista abaixo tem tudo.
map-shown = No mapa: { $placed } de { $total }.
map-results =
    { $count ->
        [one] { $count } resultado aqui
       *[other] { $count } resultados aqui
    }
map-closer = Aproximar
map-farther = Afastar
map-keys = Com o teclado: as setas movem o mapa, + e − mudam a escala, Tab vai de uma marca a outra, Enter abre, Escape fecha.
map-skip = Saltar o mapa, ir para a lista
map-search-area = Procurar nesta zona
map-close = Fechar
map-credits = Mapa: Natural Earth. Lugares: GeoNames, CC BY 4.0.
map-region-credits = Mapa da região:
map-list = Os mesmos lugares em lista
map-nowhere = Sem país
map-territory = Território
map-territories = Territórios
map-organisation = Organização
map-organisations = Organizações
map-seat = situada na sua sede
map-show = Ver no mapa
locator-of = Mapa mudo desta parte do mundo: o ponto indica { $place }.

# Datas.
local-time-of = hora local de { $zone }
date-day = { $day } de { $month } de { $year }
date-month = { $month } de { $year }
date-with-weekday = { $weekday }, { $day }
date-with-time = { $day }, { $time }
date-with-times = { $day }, { $from }–{ $to }
date-range = { $from } – { $to }
month =
    { $number ->
        [1] janeiro
        [2] fevereiro
        [3] março
        [4] abril
        [5] maio
        [6] junho
        [7] julho
        [8] agosto
        [9] setembro
        [10] outubro
        [11] novembro
       *[12] dezembro
    }
weekday =
    { $number ->
        [1] segunda-feira
        [2] terça-feira
        [3] quarta-feira
        [4] quinta-feira
        [5] sexta-feira
        [6] sábado
       *[7] domingo
    }

# O calendário, e a hora noutros lugares.
calendar = Calendário de eventos
calendar-view = Mês, semana ou lista
calendar-month = Mês
calendar-week = Semana
calendar-list = Lista
calendar-choice = Outro mês, tema ou fuso horário
calendar-go = Ir para um mês
calendar-go-form = Ano e mês, como 2027-02
calendar-zone = Horas e dias
calendar-zone-own = do lugar de cada evento
calendar-show = Mostrar
calendar-narrowed = Só são mostrados os eventos que correspondem aos seus filtros.
calendar-change = Mudar os filtros na lista
calendar-all = Ver todos os eventos
calendar-any = Qualquer
calendar-theme-count = { $label } ({ $count })
calendar-pages = Antes e depois
calendar-previous = Antes: { $period }
calendar-next = Depois: { $period }
calendar-to-today = Hoje
calendar-zone-own-lead = Cada evento está nos dias do seu próprio lugar, com a hora de lá. A cidade entre parênteses indica o fuso horário.
calendar-zone-lead = Os dias e as horas são os de { $zone }. Os eventos que duram dias inteiros ficam nos dias do seu próprio lugar.
calendar-too-many = Há { $total } eventos: são mostrados { $shown }. Reduza a seleção ou veja semana a semana.
calendar-none = Nenhum evento: { $period }.
calendar-nearest-before = Eventos antes: { $period }
calendar-nearest-after = Eventos depois: { $period }
calendar-keys = As setas do teclado vão de um dia para outro.
calendar-week-number = Semana { $number }
calendar-week-name = Semana { $number }, { $from } – { $to }
calendar-today = hoje
calendar-more = mais { $count }
calendar-sometime = Data exata por confirmar
calendar-cancelled = cancelado
calendar-at = { $time } ({ $zone })
calendar-from = a partir das { $time }
calendar-until = até às { $time }
calendar-day-of = dia { $number } de { $count }
calendar-subscription = No seu próprio calendário
calendar-subscription-lead = O calendário do seu telefone ou computador pode seguir esta seleção e manter-se atualizado.
calendar-file = Ficheiro de calendário (iCalendar)
calendar-subscribe = Subscrever (webcal)
elsewhere = No mesmo momento
elsewhere-here = Neste dispositivo: { $time }
elsewhere-others =
    { $count ->
        [1] { $names } e mais um
       *[other] { $names } e mais { $count }
    }
elsewhere-more = Outros territórios
expected-month = um mês de 1900 a 2200, como 2027-02
expected-week = uma semana de 1900 a 2200, como 2027-W06
expected-zone = o nome de um fuso horário, como Africa/Bamako

# Sobre.
about-lead = Havre é software livre para os territórios que acolhem: cada cidade, aldeia ou associação publica as suas práticas, os seus eventos e os seus apelos à ação, e segue os dos outros.
about-federation = Nenhum espaço está no centro. O que se publica aqui lê-se também a partir dos outros espaços e de Mastodon, Mobilizon e outros programas que falam ActivityPub.
about-source = Código-fonte e licença
about-source-text = Havre { $version } é distribuído sob a licença GNU AGPL, versão 3. Qualquer pessoa o pode usar, estudar, alterar e partilhar nas mesmas condições.
about-data = Dados
about-data-text = Tudo o que é público aqui pode ser descarregado, com as suas fontes e datas.
about-privacy = Privacidade
about-privacy-text = Ler não deixa rasto: nem conta, nem cookies, nem medição de audiência, nem conteúdos de outros sítios.
about-vocabulary = Vocabulário comum
about-vocabulary-text = As palavras com que os territórios classificam as suas fichas.
list-pillars = Pilares
list-axes = Eixos
list-themes = Temas
list-practice-kinds = Tipos de práticas
list-practice-statuses = Estados de uma prática
list-event-kinds = Tipos de eventos
list-event-statuses = Estados de um evento
list-call-kinds = Tipos de apelos
list-call-statuses = Estados de um apelo
list-audiences = Públicos
list-territory-kinds = Tipos de territórios

# O estilo.
style-title = O estilo destas páginas
style-lead = Os papéis e elementos de que todas as páginas são feitas. Quem as constrói nomeia um papel, nunca uma cor nem um tamanho.
style-colours = Cores
style-colours-lead = Cada papel tem um valor claro e um escuro; um espaço escolhe os dois primeiros.
style-type = Letra
style-type-sample = Acolher é partilhar o que funciona.
style-space = Espaço
style-components = Elementos
style-card-title = Um balcão para todas as pessoas
style-card-line = Em curso desde 2019
style-card-excerpt = As primeiras linhas de uma ficha dizem para que serve.

# Aviso legal, privacidade, acessibilidade.
house-other-language = Esta página está escrita em { $language }; ainda não existe na sua língua.
house-written = Escrita a { $day } pelas pessoas que mantêm este espaço.
house-no-contact = as pessoas que mantêm este espaço (ainda não deram um endereço)

# Dados abertos.
api-title = Dados abertos
api-lead = Cada lista existe em formatos que folhas de cálculo, mapas, calendários e programas leem. A sua descrição completa:
api-listings = Listas
api-parameters = Parâmetros
api-parameter = Parâmetro
api-value = Valor
api-examples = Os exemplos inventados têm a marca «example». As tabelas CSV e os calendários deixam-nos de fora, salvo com examples=yes; os outros formatos conservam-nos, salvo com examples=no.
api-paging = Uma página tem 100 fichas, ou até 500 com limit; «next» dá o endereço da seguinte.
api-ids = O identificador de uma ficha é um endereço que nunca muda e é o mesmo em todos os espaços.
parameter-q = palavras; os acentos, as maiúsculas e o plural não contam
parameter-term = um termo do vocabulário comum

# Guardado num dispositivo, para ler sem rede.
keep = Ler sem rede
keep-lead = Pode guardar este diretório no seu telefone ou computador e lê-lo onde não há rede: pesquisa, fichas, calendário de eventos.
keep-what = O que é guardado
keep-what-sheets =
    { $count ->
        [one] { $count } ficha: os apelos abertos, os eventos futuros e os dos últimos três meses, e as práticas; cerca de { $kilobytes } kB.
       *[other] { $count } fichas: os apelos abertos, os eventos futuros e os dos últimos três meses, e as práticas; cerca de { $kilobytes } kB.
    }
keep-what-order = Nunca mais de { $kilobytes } kB: primeiro o que ajuda hoje.
keep-what-not = Nem as páginas que viu, nem as palavras que procurou.
keep-before = Bom saber antes
keep-before-seen = Quem tiver este dispositivo na mão pode ver que o diretório está guardado e pode lê-lo. Se isso lhe puder causar problemas, não o guarde.
keep-before-age = O que é guardado não muda sozinho: mostra a sua idade e é atualizado nesta página.
keep-before-browser = O navegador pode apagá-lo quando falta espaço, ou quando não é usado há muito tempo.
keep-device = Neste dispositivo
keep-without = Os botões precisam de um navegador com scripts e de uma ligação cifrada (https). Sem eles, leve os ficheiros abaixo.
keep-nothing = Nada está guardado neste dispositivo.
keep-kept = Fichas guardadas: { $count } ({ $size }), com data de { $date } ({ $age }).
keep-full = Não havia espaço para todas as fichas.
keep-progress = { $done } fichas de { $total }
keep-progress-label = Progresso
keep-failed = Não foi possível guardar: sem rede, ou sem espaço no dispositivo. O que estava guardado antes não mudou.
keep-removed = Tudo foi apagado. Nada está guardado neste dispositivo.
keep-impossible = Este navegador não pode guardar o diretório: é precisa uma ligação cifrada (https), e não uma janela privada. Leve os ficheiros abaixo.
keep-now = Guardar neste dispositivo
keep-update = Atualizar
keep-read = Ler o que está guardado
keep-remove = Apagar tudo
keep-removal = Como apagar
keep-removal-text = Carregue em «Apagar tudo» nesta página: as fichas, as páginas e o leitor deste sítio saem do dispositivo. Apagar os dados deste sítio nas definições do navegador faz o mesmo.
keep-files = Como ficheiros
keep-files-text = Sem nenhum script pode guardar as listas como ficheiros. Quem tiver o dispositivo também os pode ver.
keep-manifest = Práticas, eventos e apelos à ação de territórios acolhedores
kept-title = Guardado neste dispositivo
kept-script = O diretório guardado precisa de scripts para ser lido.
kept-age = Guardado em { $date } ({ $age }), lido sem rede.
kept-network = Tentar a rede
kept-manage = Atualizar ou apagar
kept-search = Pesquisar no que está guardado
kept-menu = O que está guardado
kept-agenda = Calendário
kept-none = Nada está guardado neste dispositivo.
kept-found = Encontrado: { $count }
kept-nothing = Nada do que está guardado corresponde. Tente menos palavras.
kept-first = São mostradas as primeiras { $count }. Acrescente palavras para reduzir a lista.
kept-unfiltered = Sem rede, os filtros do endereço não se aplicam.
kept-world = Contorno do mundo com um ponto por cada território; a lista tem os seus nomes.
kept-missing = Esta página não está entre as guardadas. A pesquisa desta página mostra o que está.
kept-missing-title = Não guardado
kept-everything = Tudo o que está guardado

# Quando algo corre mal.
error-not-found = Não há nada neste endereço
error-not-found-next = Verifique o endereço ou procure a ficha nas listas.
error-gone = Esta ficha foi retirada
error-gone-next = Já não é publicada aqui. As listas mostram o que está publicado hoje.
error-method = Este endereço não responde a este pedido
error-method-next = Tente lê-lo com GET.
error-parameter = O parâmetro «{ $name }» tem um valor impossível
error-parameter-next = Espera-se: { $expected }.
error-forbidden = Este endereço não lhe responde
error-forbidden-next = Este espaço não troca dados com o seu servidor. Quem cuida dele pode explicar o motivo.
error-malformed = Não é possível ler o pedido
error-malformed-next = Verifique o endereço e tente de novo.
error-too-large = O pedido é demasiado longo
error-too-large-next = Envie 256 KB no máximo.
error-media-type = Este tipo de conteúdo não é aceite aqui
error-media-type-next = Envie application/activity+json.
error-signature = A assinatura não é válida
error-signature-next = Assine o pedido com a chave do ator que fala e verifique o relógio.
error-later = Agora não
error-later-next = Tente mais tarde: o cabeçalho Retry-After diz quando.
error-internal = Algo falhou do nosso lado
error-internal-next = Nada se perdeu. Tente de novo dentro de alguns minutos; se continuar, avise as pessoas que mantêm este espaço.
error-home = Ir para a página inicial
expected-term = um termo do vocabulário comum (ver «Sobre»)
expected-handle = o nome curto de um território, como lyon
expected-country = um código de país de duas letras, como FR
expected-language = um código de língua, como pt
expected-when = upcoming, past, uma data como 2027, 2027-09 ou 2027-09-15, ou duas datas separadas por «..»
expected-area = quatro graus separados por vírgulas: oeste, sul, este, norte
expected-yes-or-no = yes ou no
expected-number = um número inteiro de 1 a { $most }
expected-text = um texto de { $most } caracteres no máximo
expected-one-of = { $most } valores no máximo
expected-cursor = um número dado pela página anterior
expected-account = o endereço de um território conhecido aqui, como lyon@accueil.example
expected-server = o nome de um servidor, como mastodon.social
