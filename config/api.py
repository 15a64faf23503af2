"""The JSON API `/api/v1/`: each room brings its routes, this file only joins them."""

from ninja import NinjaAPI

from catalog.api import router as products
from core.problems import handle_problems

api = NinjaAPI(
    title="Chợ Làng",
    version="1",
    description="Products, prices in đồng (integers), and errors as RFC 9457 problem details with a stable `code`.",
    docs_url=None,  # its page loads scripts from elsewhere, which the Content-Security-Policy forbids
    urls_namespace="api",
)
handle_problems(api)
api.add_router("/products", products)
