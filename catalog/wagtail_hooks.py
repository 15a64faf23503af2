"""What the catalog changes in Wagtail's admin: photographs of shops and of buyers are none of the editors' business.

They lie in collections of their own below `COLLECTIONS`. Whatever rights a group was given on the root, only superusers
see, change or delete them there; shops do in their centre, and reviewers read them on the pages of the queue.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.images import get_image_model
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Collection
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from catalog.photos import COLLECTION as BUYERS
from vendors.pictures import COLLECTION as SHOPS

COLLECTIONS: Final = (SHOPS, BUYERS)


def _below(path: str) -> Q:
    """Condition on a collection's `path`: one of `COLLECTIONS` or below it; `path` is the way to that column."""
    found = Q(pk__in=())
    for start in Collection.objects.filter(depth=2, name__in=COLLECTIONS).values_list("path", flat=True):
        found |= Q(**{f"{path}__startswith": start})
    return found


class PicturePolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's own rule, without the collections of shops and buyers. Its views ask one of these three."""

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        may: bool = super().user_has_any_permission_for_instance(user, actions, instance)
        kept = Collection.objects.filter(_below("path"), pk=instance.collection_id)
        return may and (user.is_superuser or not kept.exists())

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        found = super().instances_user_has_any_permission_for(user, actions)
        return found if user.is_superuser else found.exclude(_below("collection__path"))

    def collections_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        found = super().collections_user_has_any_permission_for(user, actions)
        return found if user.is_superuser else found.exclude(_below("path"))


Image: Final = get_image_model()
register_permission_policy(
    Image,
    PicturePolicy(Image, auth_model="wagtailimages.Image", owner_field_name="uploaded_by_user"),
    exact_class=True,  # goes before the one that wagtail.images registers, whichever comes first
)


class ImagesAPI(ImagesAdminAPIViewSet):
    """Wagtail's list of images for its own pages, which asks nobody what they may see."""

    def get_queryset(self) -> Any:
        may = policy_registry.get_by_type(Image).instances_user_has_any_permission_for(
            self.request.user, ["change", "choose"]
        )
        return super().get_queryset().filter(pk__in=may.values("pk"))


@hooks.register("construct_admin_api", order=1)  # after Wagtail's own
def images_api(router: Any) -> None:
    router.register_endpoint("images", ImagesAPI)


@hooks.register("construct_image_chooser_queryset")
def without_photographs_of_others(images: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    """They were given for a listing or a review; and a page that shows one would keep it from being deleted."""
    return images.exclude(_below("collection__path"))
