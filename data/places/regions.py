"""States, provinces and countries by the names that people write after a city.

USPS codes for the US and its territories (https://pe.usps.com/text/pub28/28apb.htm); for Canada, Australia and
the United Kingdom, the first-order divisions with GeoNames' codes (https://download.geonames.org/export/dump/admin1CodesASCII.txt).
"""

from __future__ import annotations

TERRITORIES = {
    "PR": "Puerto Rico",
    "GU": "Guam",
    "VI": "U.S. Virgin Islands",
    "AS": "American Samoa",
    "MP": "Northern Mariana Islands",
    "FM": "Federated States of Micronesia",
    "MH": "Marshall Islands",
    "PW": "Palau",
}
"""USPS code to name; their ISO country codes are the same."""

DIVISIONS: dict[str, dict[str, tuple[str, str]]] = {
    "CA": {
        "01": ("AB", "Alberta"),
        "02": ("BC", "British Columbia"),
        "03": ("MB", "Manitoba"),
        "04": ("NB", "New Brunswick"),
        "05": ("NL", "Newfoundland and Labrador"),
        "07": ("NS", "Nova Scotia"),
        "08": ("ON", "Ontario"),
        "09": ("PE", "Prince Edward Island"),
        "10": ("QC", "Quebec"),
        "11": ("SK", "Saskatchewan"),
        "12": ("YT", "Yukon"),
        "13": ("NT", "Northwest Territories"),
        "14": ("NU", "Nunavut"),
    },
    "AU": {
        "01": ("ACT", "Australian Capital Territory"),
        "02": ("NSW", "New South Wales"),
        "03": ("NT", "Northern Territory"),
        "04": ("QLD", "Queensland"),
        "05": ("SA", "South Australia"),
        "06": ("TAS", "Tasmania"),
        "07": ("VIC", "Victoria"),
        "08": ("WA", "Western Australia"),
    },
    "GB": {
        "ENG": ("England", "England"),
        "SCT": ("Scotland", "Scotland"),
        "WLS": ("Wales", "Wales"),
        "NIR": ("Northern Ireland", "Northern Ireland"),
    },
}
"""Country to GeoNames admin1 code to the abbreviation and the name of the division."""

COUNTRY_ALIASES = {
    "usa": "US",
    "us": "US",
    "united states of america": "US",
    "america": "US",
    "uk": "GB",
    "great britain": "GB",
    "britain": "GB",
    "eire": "IE",
    "republic of ireland": "IE",
    "aotearoa": "NZ",
    "netherlands": "NL",
    "holland": "NL",
    "czech republic": "CZ",
    "korea": "KR",
    "espana": "ES",
    "deutschland": "DE",
    "brasil": "BR",
    "uae": "AE",
}
"""Key (`data.places.names.key`) to ISO code, besides each country's own name and codes."""
