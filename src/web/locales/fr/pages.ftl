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
footer-source = Logiciel libre Havre, licence AGPL-3.0 : code source
footer-data = Données ouvertes
footer-geonames = Coordonnées des territoires : GeoNames, CC BY 4.0.
nav-search = Chercher partout
nav-search-hint = Pratique, événement, lieu, thème…
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
home-lead = Cet espace partage les pratiques, les événements et les appels à agir de son territoire, et garde une copie complète de ceux des territoires qu’il suit.
home-newest-practices = Pratiques les plus récentes
home-upcoming-events = Prochains événements
home-open-calls = Appels ouverts
home-followed = Territoires suivis
home-follows-nobody = Cet espace ne suit encore aucun territoire.
home-all-practices = Toutes les pratiques
home-all-events = Tous les événements
home-all-calls = Tous les appels
peer-asked = Demande envoyée, sans réponse pour l’instant
peer-refused = Demande refusée
peer-held = { $held } sur { $published } détenus, vérifié { $ago }
peer-not-checked = Suivi, pas encore vérifié
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
search-any = Tous
search-go = Rechercher
search-clear = Effacer la recherche
search-nothing = Rien ne correspond. Essayez avec moins de mots ou moins de filtres.
search-choice = { $label } ({ $count })
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
downloads-lead = La même sélection, dans d’autres formats :

# La recherche : mots, filtres, lieux, suggestions.

# Une fiche.
kind-practice = Pratique inspirante
kind-event = Événement
kind-call = Appel à agir
kind-post = Publication d’un autre site
example-notice = Exemple : cette fiche est inventée pour montrer à quoi elle ressemblerait.
event-cancelled = Cet événement est annulé.
content-warning = Contenu sensible :
event-online = On peut participer à distance
text-original = Texte original, en { $language }.
text-human = Traduction relue. Original : { $original }.
text-unchecked = Traduction à relire. Original : { $original }.
text-machine = Traduction automatique. Original : { $original }.
text-out-of-date = Traduction dépassée : l’original a changé depuis. Original : { $original }.
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
fact-pillars = Piliers
fact-themes = Thèmes
fact-audience = Public visé
fact-links = Liens
fact-hashtags = Mots-dièse
fact-sources = Sources
fact-confidence = Fiabilité
fact-note = Remarque
source-document = Document du réseau : { $name }
status-as-of = { $status }, selon les sources de { $day }
period-since = Depuis { $day }
period-until = Jusqu’à { $day }
call-until = Jusqu’au { $day }
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
moved-notice = Cet espace a déménagé. Ce qui est nouveau se trouve à cette adresse :
origin-speaker = Publiée par
origin-page = Fiche d’origine
origin-published = Première publication
origin-updated = Dernière modification
origin-adapted-from = Adaptée de
replies = Réponses
replies-notice = Écrites ailleurs, et lues par ce nœud avant d’être montrées.
origin-proof = Signature
origin-proven-own = signée par son auteur le { $day }
origin-proven-copy = signée par son auteur, vérifiée le { $day }
origin-file = Fichier
origin-file-name = cette fiche et sa signature (JSON-LD)
copy-of-silent = Copie : l’espace du territoire qui a publié cette fiche ne répond plus ; dernier signe de vie le { $day }.
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
poster-title = Affiche : { $title }
poster-back = Retour à la fiche
poster-print = Imprimer l’affiche
poster-how = Une page A4, noir sur blanc. Pour imprimer : Ctrl + P (⌘ P sur un Mac), ou « Imprimer » dans le menu du navigateur.
poster-when = Quand
poster-where = Où
poster-who = Qui
poster-qr = Code QR qui mène à { $address }
poster-more = Tout savoir, aussi dans d’autres langues :
poster-as-of = État au { $day }
card-source = Source : { $name }
embed-title = Montrer « { $title } » sur un autre site
embed-list-title = { $title } : montrer cette liste sur un autre site
embed-lead = Copiez le code ci-dessous dans une page de votre site : il montre la fiche, toujours telle qu’elle est ici.
embed-list-lead = Copiez le code ci-dessous dans une page de votre site : il montre les premières fiches de cette liste, toujours telles qu’elles sont ici.
embed-back-to-list = Retour à la liste
embed-preview = Aperçu
embed-code = Code à copier
embed-code-hint = Cliquez dans le champ, sélectionnez tout (Ctrl + A) et copiez (Ctrl + C). La dernière ligne est le script : sans elle, la carte reste telle qu’elle est aujourd’hui.
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
territory-published = Aussi publié par { $name }
theme-narrower = Plus précisément :

# La carte.

# Dates.
local-time-of = heure locale de { $zone }
date-day = { $day } { $month } { $year }
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

# À propos.
about-lead = Havre est un logiciel libre pour les territoires accueillants : chaque ville, village ou association y publie ses pratiques, ses événements et ses appels à agir, et suit ceux des autres.
about-federation = Aucun espace n’est au centre. Ce qui est publié ici se lit aussi depuis les autres espaces et depuis Mastodon, Mobilizon et d’autres logiciels qui parlent ActivityPub.
about-source = Code source et licence
about-source-text = Havre { $version } est distribué sous licence GNU AGPL, version 3. Chacun peut l’utiliser, l’étudier, le modifier et le partager aux mêmes conditions.
about-data = Données
about-data-text = Tout ce qui est public ici peut être téléchargé, avec ses sources et ses dates.
about-privacy = Vie privée
about-privacy-text = Lire ne laisse pas de trace : ni compte, ni cookie, ni mesure d’audience, ni contenu venu d’un autre site.
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

# Mentions légales, vie privée, accessibilité.

# Données ouvertes.
api-title = Données ouvertes
api-lead = Chaque liste existe dans des formats que lisent tableurs, cartes, agendas et programmes. Leur description complète :
api-listings = Listes
api-parameters = Paramètres
api-parameter = Paramètre
api-value = Valeur
api-examples = Les exemples inventés portent la marque « example ». Les tableaux CSV et les agendas les laissent de côté, sauf avec examples=yes ; les autres formats les gardent, sauf avec examples=no.
api-paging = Une page compte 100 fiches, ou jusqu’à 500 avec limit ; « next » donne l’adresse de la suivante.
api-ids = L’identifiant d’une fiche est une adresse qui ne change jamais et qui est la même dans tous les espaces.
parameter-q = des mots ; les accents, les majuscules et le pluriel ne comptent pas
parameter-term = un terme du vocabulaire commun

# Gardé sur un appareil, pour lire sans réseau.

# Quand quelque chose ne va pas.
error-not-found = Il n’y a rien à cette adresse
error-not-found-next = Vérifiez l’adresse, ou cherchez la fiche dans les listes.
error-gone = Cette fiche a été retirée
error-gone-next = Elle n’est plus publiée ici. Les listes montrent ce qui est publié aujourd’hui.
error-method = Cette adresse ne répond pas à cette demande
error-method-next = Essayez de la lire avec GET.
error-parameter = Le paramètre « { $name } » a une valeur impossible
error-parameter-next = Valeur attendue : { $expected }.
error-forbidden = Cette adresse ne vous répond pas
error-forbidden-next = Ce nœud n’échange pas avec votre serveur. Qui l’administre peut en dire la raison.
error-malformed = La demande n’est pas lisible
error-malformed-next = Vérifiez l’adresse et recommencez.
error-too-large = La demande est trop longue
error-too-large-next = Envoyez au plus 256 Ko.
error-media-type = Ce type de contenu n’est pas accepté ici
error-media-type-next = Envoyez application/activity+json.
error-signature = La signature n’est pas valable
error-signature-next = Signez la demande avec la clé de l’acteur qui parle, et vérifiez l’horloge.
error-later = Pas maintenant
error-later-next = Recommencez plus tard : l’en-tête Retry-After dit quand.
error-internal = Quelque chose n’a pas fonctionné de notre côté
error-internal-next = Rien n’est perdu. Réessayez dans quelques minutes ; si cela continue, prévenez les personnes qui tiennent cet espace.
error-home = Aller à l’accueil
expected-term = un terme du vocabulaire commun (voir « À propos »)
expected-handle = le nom court d’un territoire, comme lyon
expected-country = un code de pays de deux lettres, comme FR
expected-language = un code de langue, comme pt
expected-when = upcoming, past, une date comme 2027, 2027-09 ou 2027-09-15, ou deux dates séparées par « .. »
expected-area = quatre degrés séparés par des virgules : ouest, sud, est, nord
expected-yes-or-no = yes ou no
expected-number = un nombre entier de 1 à { $most }
expected-text = un texte de { $most } caractères au plus
expected-cursor = un nombre donné par la page précédente
