"""Where allauth looks for identity providers of an app: one kind each for the two protocols."""

from apps.centers.sign_on.oidc import CampusOpenIDConnect
from apps.centers.sign_on.saml import CampusSaml

provider_classes = [CampusOpenIDConnect, CampusSaml]
