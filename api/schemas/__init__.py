"""marshmallow schemas of everything that comes in and goes out; the OpenAPI document is made of them."""
