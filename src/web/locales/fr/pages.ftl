# Le cadre de chaque page.
skip-to-content = Aller au contenu
nav-menu = Menu
nav-languages = Langue de la page
nav-pages = Pages de la liste
practices = Pratiques inspirantes
events = Événements
calls = Appels à agir
posts = Publications d’ailleurs
territories = Territoires
about = À propos
footer-privacy = Cette page ne dépose aucun cookie, ne vous suit pas et ne demande rien à d’autres sites.
footer-source = Logiciel libre Havre, licence AGPL-3.0 : code source
footer-data = Données ouvertes
footer-geonames = Coordonnées des territoires : GeoNames, CC BY 4.0.
nav-search = Chercher partout
nav-search-hint = Pratique, lieu, thème…
nav-footer = À propos de cet espace
map = Carte
network = Le réseau
themes = Thèmes
footer-keep = Lire sans réseau
footer-accessibility = Accessibilité
footer-privacy-page = Vie privée
footer-legal = Mentions légales
example = Exemple

# L’accueil.
home-newest-practices = Pratiques les plus récentes
home-upcoming-events = Prochains événements
home-open-calls = Appels ouverts
home-all-practices = Toutes les pratiques
home-all-events = Tous les événements
home-all-calls = Tous les appels
home-near = À proximité de { $name }
home-all-near = Tout ce qui est proche
home-figures = Le réseau en chiffres
home-follows-nobody = Cet espace ne suit encore aucun territoire.
peer-asked = Demande envoyée, sans réponse pour l’instant
peer-refused = Demande refusée
minutes-ago =
    { $count ->
        [0] il y a moins d’une minute
        [1] il y a une minute
       *[other] il y a { $count } minutes
    }
hours-ago =
    { $count ->
        [1] il y a une heure
       *[other] il y a { $count } heures
    }
days-ago =
    { $count ->
        [1] il y a un jour
       *[other] il y a { $count } jours
    }

# Le réseau : ses espaces, ses chiffres, l’histoire d’une fiche.
network-lead = Chaque territoire a son propre espace, et aucun n’est au centre. Voici ce que cet espace sait des autres.
network-published-here =
    { $count ->
        [one] fiche publiée ici
       *[other] fiches publiées ici
    }
network-copies =
    { $count ->
        [one] fiche d’un autre espace, gardée en copie
       *[other] fiches d’autres espaces, gardées en copie
    }
network-known =
    { $count ->
        [one] autre espace connu
       *[other] autres espaces connus
    }
network-spaces = Les espaces des autres territoires
network-stays = Les fiches gardées ici restent lisibles ici, même si l’espace qui les a publiées ne répond plus ou disparaît.
network-caption = Ce que chaque espace publie, ce qui en est gardé ici et quand il a répondu pour la dernière fois
network-space = Espace
network-publishes = Fiches publiées
network-held = Gardées ici
network-held-of = { $held } sur { $published }
network-heard = Dernière réponse
network-never = pas encore
network-silent = Ne répond plus depuis le { $day }
network-not-followed = Copies reçues, espace non suivi
network-moved = A déménagé :
network-other-software = Sites qui utilisent d’autres logiciels
network-other-software-text = Ils ne disent pas combien de fiches ils publient : on compte celles qui sont visibles ici.
network-figures = Le réseau en images
network-json = Les mêmes données pour les programmes (JSON)
chart-nothing = Il n’y a encore rien à montrer.
chart-table = Ces chiffres en tableau
chart-sheets = Fiches
chart-month = Mois
chart-month-unknown = Mois inconnu
chart-others = Autres pays
chart-pillars = Fiches par pilier
chart-pillars-text = Une fiche peut relever de plusieurs piliers.
chart-countries = Fiches par pays
chart-countries-text =
    { $count ->
        [one] Elles viennent d’un pays.
       *[other] Elles viennent de { $count } pays.
    }
chart-growth = De plus en plus de fiches
chart-growth-text = Fiches lisibles ici, d’après le mois de leur première publication.
chart-events = Une année d’événements
chart-events-text = Événements qui commencent chaque mois, à partir de ce mois-ci.
history = L’historique de cette fiche
history-of = Histoire : { $title }
history-versions =
    { $count ->
        [one] { $count } version
       *[other] { $count } versions : voir ce qui a changé
    }
history-present = Lire la version actuelle
history-none = Cette fiche n’a pas changé depuis qu’elle est lisible ici.
history-changed = Changé :
history-gone = retiré :
history-new = ajouté :
history-cut = D’autres mots ont changé : la version d’avant les montre.
history-read-before = Lire la version d’avant
history-earlier = Changements plus anciens
history-published = Publiée pour la première fois le { $day }.
history-old = Version ancienne, du { $day } : elle n’est plus à jour.
part-in = { $part } ({ $language })
part-title = titre
part-text = texte
part-ask = ce qui est demandé
part-translation = traduction
part-when = dates
part-place = lieu
part-status = état
part-topics = thèmes et public visé
part-people = qui est derrière
part-links = liens et outils
part-sources = sources et fiabilité
part-other = autres indications
themes-lead = Les mots avec lesquels les territoires classent leurs fiches, ce qu’ils veulent dire et combien de fiches il y a de chacun.
vocabulary-axis = Axe
vocabulary-nothing = Aucune fiche pour le moment.

# Les listes.
practices-count =
    { $count ->
        [0] Aucune pratique
        [one] { $count } pratique
       *[other] { $count } pratiques
    }
events-count =
    { $count ->
        [0] Aucun événement
        [one] { $count } événement
       *[other] { $count } événements
    }
calls-count =
    { $count ->
        [0] Aucun appel
        [one] { $count } appel
       *[other] { $count } appels
    }
posts-count =
    { $count ->
        [0] Aucune publication
        [one] { $count } publication
       *[other] { $count } publications
    }
territories-count =
    { $count ->
        [0] Aucun territoire
        [one] { $count } territoire ou organisation
       *[other] { $count } territoires et organisations
    }
sheets-count =
    { $count ->
        [one] { $count } fiche
       *[other] { $count } fiches
    }
search-words = Rechercher des mots
search-go = Rechercher
search-clear = Effacer la recherche
search-nothing = Rien ne correspond. Essayez avec moins de mots ou moins de filtres.
search-ways = Les mêmes fiches autrement
field-pillar = Pilier
field-theme = Thème
field-kind = Type
field-territory = Territoire
field-country = Pays
field-lang = Existe en
field-status = État
field-audience = Public visé
field-when = Quand
when-upcoming = À venir
when-past = Passés
page-previous = Page précédente
page-next = Page suivante
downloads = Télécharger
downloads-lead = La même sélection, dans d’autres formats :

# La recherche : mots, filtres, lieux, suggestions.
search-title = Recherche
search-count =
    { $count ->
        [0] Aucune fiche
        [one] { $count } fiche
       *[other] { $count } fiches
    }
expected-type = practice, event, call ou post
search-everything = Chercher partout
search-territories = Nom d’un territoire ou d’une organisation
near = Près de
within = Dans un rayon de
sort = Ordre
sort-relevance = Le plus pertinent d’abord
sort-date = Par date
sort-distance = Le plus proche d’abord
distance =
    { $kilometres ->
        [0] moins d’un kilomètre
       *[other] { $kilometres } km
    }
near-beside = { $name } (près de { $town })
near-within = À moins de { $kilometres } km de { $place }.
near-others = Un autre lieu ?
near-place = Près de { $place }
near-place-words = « { $words } » près de { $place }
near-unknown = Le lieu « { $place } » n’est pas connu ici
near-unknown-next = Écrivez le nom d’une ville ou d’un territoire, ou des coordonnées comme 45.76,4.84.
near-unknown-alike = Vouliez-vous dire l’un de ces lieux ?
filters = Filtres
filters-chosen = Filtres choisis
filters-back = Retour aux résultats
filter-remove = Retirer : { $filter }
filter-chosen = { $label } : { $value }
filter-more = Les { $count }
filter-area = Partie de la carte
filter-no-examples = Sans les exemples
field-type = Quoi
meanings = Vous cherchez peut-être
meaning-place = Lieu
advice = Ce que vous pouvez essayer
advice-line = { $label } ({ $count })
advice-spelling = Chercher « { $words } »
advice-wider = Élargir à { $kilometres } km
advice-without = Sans « { $what } »
advice-everything = Chercher partout, pas seulement dans « { $kind } »
page-past-end = La liste n’a pas cette page
page-past-end-next = Elle est plus courte, ou elle l’est devenue.
page-first = Aller à la première page
expected-place = le nom d’une ville ou d’un territoire, ou des coordonnées comme 45.76,4.84
expected-sort = relevance, date ou distance

# Une fiche.
kind-practice = Pratique inspirante
kind-event = Événement
kind-call = Appel à agir
kind-post = Publication d’un autre site
example-notice = Exemple : cette fiche est inventée pour montrer à quoi elle ressemblerait.
event-cancelled = Cet événement est annulé.
content-warning = Contenu sensible :
event-online = On peut participer à distance
text-original = Texte original, en { $language }.
text-human = Traduction relue. Original : { $original }.
text-unchecked = Traduction à relire. Original : { $original }.
text-machine = Traduction automatique. Original : { $original }.
text-out-of-date = Traduction dépassée : l’original a changé depuis. Original : { $original }.
mark-original = original
mark-human = traduction relue
mark-unchecked = traduction à relire
mark-machine = traduction automatique
mark-out-of-date = traduction dépassée
other-languages = Dans d’autres langues
facts = En bref
fact-kind = Type
fact-status = État
fact-period = Période
fact-carrier = Portée par
fact-partners = Partenaires
fact-tools = Outils
fact-taking-part = Participer
fact-organisers = Qui invite
fact-spoken-languages = Langues parlées
fact-figures = En chiffres
fact-opens = Ouverture
fact-closes = Clôture
fact-place = Lieu
fact-territory = Territoire
fact-themes = Thèmes
fact-audience = Public visé
fact-links = Liens
fact-hashtags = Mots-dièse
fact-sources = Sources
fact-confidence = Fiabilité
fact-note = Remarque
source-document = Document du réseau : { $name }
status-as-of = { $status } (sources : { $day })
period-since = Début : { $day }
period-until = Fin : { $day }
call-until = Clôture : { $day }
confidence-high = Bien établie par les sources
confidence-medium = Sources anciennes ou peu nombreuses
confidence-low = À confirmer
figure-participants =
    { $count ->
        [one] { $count } personne
       *[other] { $count } personnes
    }
figure-countries = { $count } pays
figure-territories =
    { $count ->
        [one] { $count } territoire
       *[other] { $count } territoires
    }
related = Fiches liées
origin = D’où vient cette fiche
moved-notice = Cet espace a déménagé. Ce qui est nouveau se trouve à cette adresse :
origin-speaker = Publiée par
origin-page = Fiche d’origine
origin-published = Première publication
origin-updated = Dernière modification
origin-adapted-from = Adaptée de
replies = Réponses
replies-notice = Écrites ailleurs, et lues par les personnes qui tiennent cet espace avant d’être montrées.
origin-proven-own = signée par son auteur le { $day }
origin-proven-copy = signée par son auteur, vérifiée le { $day }
origin-file = Fichier
origin-file-name = cette fiche et sa signature (JSON-LD)
sheet-sources = Outils et sources
sheet-adapted-by = Adaptée ailleurs
sheet-aside = Autour de cette page
sheet-behind = Qui est derrière
contact-team = Contacter l’équipe
contact-team-how = Écrivez à cette adresse, ou suivez-la, depuis Mastodon ou un autre service du fédivers :
origin-here = Cette fiche est publiée par cet espace.
origin-copy = Copie d’une fiche publiée sur { $host }.
origin-copy-checked = Copie d’une fiche publiée sur { $host }, comparée { $ago }.
origin-verified = Vérifiée
origin-unverified = Sans signature vérifiable
share = Partager
share-address = Adresse de cette page :
share-by-mail = Envoyer par courriel
follow = Suivre
follow-from-my-server = Suivre depuis mon serveur
follow-title = Suivre { $name }
follow-lead = Copiez cette adresse dans la recherche de Mastodon ou de votre service, ou indiquez votre serveur ci-dessous.
follow-server = Votre serveur
follow-server-hint = Par exemple mastodon.social. Rien n’est enregistré ici.
follow-go = Préparer le lien
follow-continue = Continuer sur { $host }
copy-of-silent = Copie : l’espace du territoire qui a publié cette fiche ne répond plus ; dernier signe de vie le { $day }.
answer-link = Répondre à l’appel ({ $host })
answer-at-origin = Répondre sur l’espace d’origine ({ $host })

# À emporter : affiches, cartes pour d’autres sites.
take-with-you = À emporter
take-calendar = Ajouter à mon agenda (iCalendar)
take-poster = Affiche à imprimer (A4, avec code QR)
take-embed = Montrer la fiche sur un autre site
take-embed-list = Montrer cette liste sur un autre site
take-json-ld = JSON-LD, avec sa signature
take-subscription = S’abonner dans mon agenda
poster-title = Affiche : { $title }
poster-back = Retour à la fiche
poster-print = Imprimer l’affiche
poster-how = Une page A4, noir sur blanc. Pour imprimer : Ctrl + P (⌘ P sur un Mac), ou « Imprimer » dans le menu du navigateur.
poster-when = Quand
poster-where = Où
poster-who = Qui
poster-qr = Code QR qui mène à { $address }
poster-more = Tout savoir, aussi dans d’autres langues :
poster-as-of = État au { $day }
card-source = Source : { $name }
embed-title = Montrer « { $title } » sur un autre site
embed-list-title = { $title } : montrer cette liste sur un autre site
embed-lead = Copiez le code ci-dessous dans une page de votre site : il montre la fiche, toujours telle qu’elle est ici.
embed-list-lead = Copiez le code ci-dessous dans une page de votre site : il montre les premières fiches de cette liste, toujours telles qu’elles sont ici.
embed-back-to-list = Retour à la liste
embed-preview = Aperçu
embed-code = Code à copier
embed-code-hint = Cliquez dans le champ, sélectionnez tout (Ctrl + A) et copiez (Ctrl + C). La dernière ligne est le script : sans elle, la carte reste telle qu’elle est aujourd’hui.
embed-privacy = Ce que font les navigateurs de vos visiteurs et visiteuses
embed-privacy-script = Avec le script, ils demandent à cet espace le script et le contenu de la carte. Cet espace apprend donc leur adresse réseau et quel site montre la carte, mais pas quelle page est lue. Il ne dépose aucun cookie, n’enregistre rien sur leurs appareils et ne garde pas trace de qui a lu quoi.
embed-privacy-static = Sans la ligne du script, ils ne demandent rien à cet espace, tant que personne ne suit le lien.
expected-sheet-address = l’adresse d’une fiche de cet espace

# Un territoire.
territory-names = Autres noms
territory-country = Pays
territory-languages = Langues
territory-population = Population
population-about = environ { $number } personnes
territory-timezone = Fuseau horaire
territory-seat = Siège
territory-coordinates = Coordonnées
territory-space = Espace du territoire
territory-here = Cet espace
territory-panorama = Panorama du territoire
territory-panorama-lead = Ce que l’on y fait, par pilier du réseau.
territory-published = Aussi publié par { $name }
theme-narrower = Plus précisément :

# La carte.
map-lead = Où se trouvent les pratiques, les événements, les appels et les territoires. La liste sous la carte donne les mêmes lieux.
map-filters = Préciser la carte
map-legend = Légende de la carte
map-open = Afficher la carte (environ 200 ko)
map-loading = La carte arrive …
map-failed = La carte ne peut pas s’afficher. La liste ci-dessous contient tout.
map-shown = Sur la carte : { $placed } sur { $total }.
map-results =
    { $count ->
        [one] { $count } résultat ici
       *[other] { $count } résultats ici
    }
map-closer = Agrandir
map-farther = Réduire
map-keys = Au clavier : les flèches déplacent la carte, + et − changent l’échelle, Tab va d’un repère à l’autre, Entrée ouvre, Échap ferme.
map-skip = Passer la carte, aller à la liste
map-search-area = Chercher dans cette zone
map-close = Fermer
map-credits = Carte : Natural Earth. Lieux : GeoNames, CC BY 4.0.
map-region-credits = Carte de la région :
map-list = Les mêmes lieux en liste
map-nowhere = Sans pays
map-territory = Territoire
map-territories = Territoires
map-organisation = Organisation
map-organisations = Organisations
map-seat = montrée à son siège
map-show = Voir sur la carte
locator-of = Carte muette de cette partie du monde : le point indique { $place }.

# Dates.
local-time-of = heure locale de { $zone }
date-day =
    { $day ->
        [1] 1er
       *[other] { $day }
    } { $month } { $year }
date-month = { $month } { $year }
date-with-weekday = { $weekday } { $day }
date-with-time = { $day }, { $time }
date-with-times = { $day }, { $from } – { $to }
date-range = { $from } – { $to }
month =
    { $number ->
        [1] janvier
        [2] février
        [3] mars
        [4] avril
        [5] mai
        [6] juin
        [7] juillet
        [8] août
        [9] septembre
        [10] octobre
        [11] novembre
       *[12] décembre
    }
weekday =
    { $number ->
        [1] lundi
        [2] mardi
        [3] mercredi
        [4] jeudi
        [5] vendredi
        [6] samedi
       *[7] dimanche
    }

# Le calendrier, et l’heure ailleurs.
calendar = Calendrier des événements
calendar-view = Mois, semaine ou liste
calendar-month = Mois
calendar-week = Semaine
calendar-list = Liste
calendar-choice = Un autre mois, un thème, un fuseau horaire
calendar-go = Aller à un mois
calendar-go-form = Année et mois, comme 2027-02
calendar-zone = Heures et jours
calendar-zone-own = du lieu de chaque événement
calendar-show = Afficher
calendar-narrowed = Seuls les événements qui correspondent à vos filtres sont affichés.
calendar-change = Changer les filtres dans la liste
calendar-all = Voir tous les événements
calendar-any = Tous
calendar-theme-count = { $label } ({ $count })
calendar-pages = Avant et après
calendar-previous = Avant : { $period }
calendar-next = Après : { $period }
calendar-to-today = Aujourd’hui
calendar-zone-own-lead = Chaque événement figure aux jours de son propre lieu, avec l’heure de là-bas. La ville entre parenthèses nomme le fuseau horaire.
calendar-zone-lead = Les jours et les heures sont ceux de { $zone }. Les événements qui durent des jours entiers restent aux jours de leur propre lieu.
calendar-too-many = Il y a { $total } événements : { $shown } sont affichés. Resserrez la sélection, ou regardez semaine par semaine.
calendar-none = Aucun événement : { $period }.
calendar-nearest-before = Événements avant : { $period }
calendar-nearest-after = Événements après : { $period }
calendar-keys = Les flèches du clavier vont d’un jour à l’autre.
calendar-week-number = Semaine { $number }
calendar-week-name = Semaine { $number }, { $from } – { $to }
calendar-today = aujourd’hui
calendar-more = { $count } de plus
calendar-sometime = Date exacte inconnue
calendar-cancelled = annulé
calendar-at = { $time } ({ $zone })
calendar-from = dès { $time }
calendar-until = jusqu’à { $time }
calendar-day-of = jour { $number } sur { $count }
calendar-subscription = Dans votre propre agenda
calendar-subscription-lead = L’agenda de votre téléphone ou de votre ordinateur peut suivre cette sélection et rester à jour.
calendar-file = Fichier d’agenda (iCalendar)
calendar-subscribe = S’abonner (webcal)
elsewhere = Au même moment
elsewhere-here = Sur cet appareil : { $time }
elsewhere-others =
    { $count ->
        [1] { $names } et un autre
       *[other] { $names } et { $count } autres
    }
elsewhere-more = Autres territoires
expected-month = un mois de 1900 à 2200, comme 2027-02
expected-week = une semaine de 1900 à 2200, comme 2027-W06
expected-zone = le nom d’un fuseau horaire, comme Africa/Bamako

# À propos.
about-lead = Havre est un logiciel libre pour les territoires accueillants : chaque ville, village ou association y publie ses pratiques, ses événements et ses appels à agir, et suit ceux des autres.
about-federation = Aucun espace n’est au centre. Ce qui est publié ici se lit aussi depuis les autres espaces et depuis Mastodon, Mobilizon et d’autres logiciels qui parlent ActivityPub.
about-source = Code source et licence
about-source-text = Havre { $version } est distribué sous licence GNU AGPL, version 3. Chacun peut l’utiliser, l’étudier, le modifier et le partager aux mêmes conditions.
about-data = Données
about-data-text = Tout ce qui est public ici peut être téléchargé, avec ses sources et ses dates.
about-privacy = Vie privée
about-privacy-text = Lire ne laisse pas de trace : ni compte, ni cookie, ni mesure d’audience, ni contenu venu d’un autre site.
about-vocabulary = Vocabulaire commun
about-vocabulary-text = Les mots avec lesquels les territoires classent leurs fiches.
list-pillars = Piliers
list-axes = Axes
list-themes = Thèmes
list-practice-kinds = Types de pratiques
list-practice-statuses = États d’une pratique
list-event-kinds = Types d’événements
list-event-statuses = États d’un événement
list-call-kinds = Types d’appels
list-call-statuses = États d’un appel
list-audiences = Publics
list-territory-kinds = Types de territoires

# Le style.
style-title = Le style de ces pages
style-lead = Les rôles et les éléments dont toutes les pages sont faites. Celles et ceux qui les construisent nomment un rôle, jamais une couleur ni une taille.
style-colours = Couleurs
style-colours-lead = Chaque rôle a une valeur claire et une valeur sombre ; un espace choisit les deux premières.
style-type = Caractères
style-type-sample = Accueillir, c’est partager ce qui marche.
style-space = Espaces
style-components = Éléments
style-card-title = Un guichet pour toutes et tous
style-card-line = En cours depuis 2019
style-card-excerpt = Les premières lignes d’une fiche disent à quoi elle sert.

# Mentions légales, vie privée, accessibilité.
house-other-language = Cette page est écrite en { $language } ; elle n’existe pas encore dans votre langue.
house-written = Écrite le { $day } par les personnes qui tiennent cet espace.
house-no-contact = l’équipe de cet espace (elle n’a pas encore donné d’adresse)

# Données ouvertes.
api-title = Données ouvertes
api-lead = Chaque liste existe dans des formats que lisent tableurs, cartes, agendas et programmes. Leur description complète :
api-listings = Listes
api-parameters = Paramètres
api-parameter = Paramètre
api-value = Valeur
api-examples = Les exemples inventés portent la marque « example ». Les tableaux CSV et les agendas les laissent de côté, sauf avec examples=yes ; les autres formats les gardent, sauf avec examples=no.
api-paging = Une page compte 100 fiches, ou jusqu’à 500 avec limit ; « next » donne l’adresse de la suivante.
api-ids = L’identifiant d’une fiche est une adresse qui ne change jamais et qui est la même dans tous les espaces.
parameter-q = des mots ; les accents, les majuscules et le pluriel ne comptent pas
parameter-term = un terme du vocabulaire commun

# Gardé sur un appareil, pour lire sans réseau.
keep = Lire sans réseau
keep-lead = Vous pouvez garder ce répertoire sur votre téléphone ou votre ordinateur, et le lire là où il n’y a pas de réseau : recherche, fiches, calendrier des événements.
keep-what = Ce qui est gardé
keep-what-sheets =
    { $count ->
        [one] { $count } fiche : les appels ouverts, les événements à venir et ceux des trois derniers mois, et les pratiques ; environ { $kilobytes } ko.
       *[other] { $count } fiches : les appels ouverts, les événements à venir et ceux des trois derniers mois, et les pratiques ; environ { $kilobytes } ko.
    }
keep-what-order = Jamais plus de { $kilobytes } ko : ce qui aide aujourd’hui passe d’abord.
keep-what-not = Ni les pages que vous avez regardées, ni les mots que vous avez cherchés.
keep-before = Bon à savoir avant
keep-before-seen = Toute personne qui tient cet appareil peut voir que le répertoire y est gardé, et le lire. Si cela peut vous nuire, ne le gardez pas.
keep-before-age = Ce qui est gardé ne change pas tout seul : son âge est affiché, et vous le mettez à jour sur cette page.
keep-before-browser = Le navigateur peut l’effacer quand la place manque, ou quand il n’a pas servi depuis longtemps.
keep-device = Sur cet appareil
keep-without = Les boutons demandent un navigateur avec scripts, sur une connexion chiffrée (https). Sans eux, prenez les fichiers ci-dessous.
keep-nothing = Rien n’est gardé sur cet appareil.
keep-kept = Fiches gardées : { $count } ({ $size }), en date du { $date } ({ $age }).
keep-full = Il n’y avait pas de place pour toutes les fiches.
keep-progress = { $done } fiches sur { $total }
keep-progress-label = Avancement
keep-failed = Impossible de garder : pas de réseau, ou pas de place sur l’appareil. Ce qui était gardé avant n’a pas changé.
keep-removed = Tout est effacé. Rien n’est gardé sur cet appareil.
keep-impossible = Ce navigateur ne peut pas garder le répertoire : il faut une connexion chiffrée (https), hors navigation privée. Prenez les fichiers ci-dessous.
keep-now = Garder sur cet appareil
keep-update = Mettre à jour
keep-read = Lire ce qui est gardé
keep-remove = Tout effacer
keep-removal = Comment l’effacer
keep-removal-text = Appuyez sur « Tout effacer » sur cette page : les fiches, les pages et le lecteur de ce site quittent l’appareil. Effacer les données de ce site dans les réglages du navigateur revient au même.
keep-files = En fichiers
keep-files-text = Sans aucun script, vous pouvez garder les listes en fichiers. Toute personne qui tient l’appareil peut les voir aussi.
keep-manifest = Pratiques, événements et appels à agir de territoires accueillants
kept-title = Gardé sur cet appareil
kept-script = Le répertoire gardé a besoin de scripts pour être lu.
kept-age = Gardé le { $date } ({ $age }), lu sans réseau.
kept-network = Essayer le réseau
kept-manage = Mettre à jour ou effacer
kept-search = Chercher dans ce qui est gardé
kept-menu = Ce qui est gardé
kept-agenda = Calendrier
kept-none = Rien n’est gardé sur cet appareil.
kept-found = Trouvé : { $count }
kept-nothing = Rien de ce qui est gardé ne correspond. Essayez moins de mots.
kept-first = Les { $count } premières sont affichées. Ajoutez des mots pour réduire la liste.
kept-unfiltered = Sans réseau, les filtres de l’adresse ne s’appliquent pas.
kept-world = Contour du monde avec un point pour chaque territoire ; la liste donne leurs noms.
kept-missing = Cette page n’est pas parmi celles qui sont gardées. La recherche de cette page donne ce qui l’est.
kept-missing-title = Pas gardé
kept-everything = Tout ce qui est gardé

# Quand quelque chose ne va pas.
error-not-found = Il n’y a rien à cette adresse
error-not-found-next = Vérifiez l’adresse, ou cherchez la fiche dans les listes.
error-gone = Cette fiche a été retirée
error-gone-next = Elle n’est plus publiée ici. Les listes montrent ce qui est publié aujourd’hui.
error-method = Cette adresse ne répond pas à cette demande
error-method-next = Essayez de la lire avec GET.
error-parameter = Le paramètre « { $name } » a une valeur impossible
error-parameter-next = Valeur attendue : { $expected }.
error-forbidden = Cette adresse ne vous répond pas
error-forbidden-next = Cet espace n’échange pas avec votre serveur. Les personnes qui le tiennent peuvent en dire la raison.
error-malformed = La demande n’est pas lisible
error-malformed-next = Vérifiez l’adresse et recommencez.
error-too-large = La demande est trop longue
error-too-large-next = Envoyez au plus 256 Ko.
error-media-type = Ce type de contenu n’est pas accepté ici
error-media-type-next = Envoyez application/activity+json.
error-signature = La signature n’est pas valable
error-signature-next = Signez la demande avec la clé de l’acteur qui parle, et vérifiez l’horloge.
error-later = Pas maintenant
error-later-next = Recommencez plus tard : l’en-tête Retry-After dit quand.
error-internal = Quelque chose n’a pas fonctionné de notre côté
error-internal-next = Rien n’est perdu. Réessayez dans quelques minutes ; si cela continue, prévenez les personnes qui tiennent cet espace.
error-home = Aller à l’accueil
expected-term = un terme du vocabulaire commun (voir « À propos »)
expected-handle = le nom court d’un territoire, comme lyon
expected-country = un code de pays de deux lettres, comme FR
expected-language = un code de langue, comme pt
expected-when = upcoming, past, une date comme 2027, 2027-09 ou 2027-09-15, ou deux dates séparées par « .. »
expected-area = quatre degrés séparés par des virgules : ouest, sud, est, nord
expected-yes-or-no = yes ou no
expected-number = un nombre entier de 1 à { $most }
expected-text = un texte de { $most } caractères au plus
expected-one-of = { $most } valeurs au plus
expected-cursor = un nombre donné par la page précédente
expected-account = l’adresse d’un territoire connu ici, comme lyon@accueil.example
expected-server = le nom d’un serveur, comme mastodon.social
