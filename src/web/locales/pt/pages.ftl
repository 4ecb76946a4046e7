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
nav-search-hint = Prática, evento, lugar, tema…
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
home-lead = Este espaço partilha as práticas, os eventos e os apelos à ação do seu território, e guarda uma cópia completa dos dos territórios que segue.
home-newest-practices = Práticas mais recentes
home-upcoming-events = Próximos eventos
home-open-calls = Apelos abertos
home-followed = Territórios seguidos
home-follows-nobody = Este espaço ainda não segue nenhum território.
home-all-practices = Todas as práticas
home-all-events = Todos os eventos
home-all-calls = Todos os apelos
peer-asked = Pedido enviado, sem resposta por agora
peer-refused = Pedido recusado
peer-held = { $held } de { $published } guardados, verificado { $ago }
peer-not-checked = Seguido, ainda não verificado
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
search-any = Qualquer
search-go = Procurar
search-clear = Limpar a pesquisa
search-nothing = Nada corresponde. Tente com menos palavras ou menos filtros.
search-choice = { $label } ({ $count })
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
fact-pillars = Pilares
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
replies-notice = Escritas noutro lugar e lidas por este nó antes de serem mostradas.
origin-proof = Assinatura
origin-proven-own = assinada pelo seu autor em { $day }
origin-proven-copy = assinada pelo seu autor, verificada em { $day }
origin-file = Ficheiro
origin-file-name = esta ficha e a sua assinatura (JSON-LD)
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
territory-published = Também publicado por { $name }
theme-narrower = Mais concretamente:

# O mapa.

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

# Aviso legal, privacidade, acessibilidade.

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
error-forbidden-next = Este nó não troca dados com o seu servidor. Quem o administra pode explicar o motivo.
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
expected-cursor = um número dado pela página anterior
