"""Campus sign-on: what the two protocols say and how it is checked. Writes no row; see services/sign_on."""
