"""What item response theory finds, as frozen records."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from mlinterview.analysis._results import Frozen, Range

__all__ = ["InformationPoint", "IrtAnalysis", "IrtItem", "IrtPerson", "Model", "Theta"]

Model = Literal["1pl", "2pl"]
Theta = Literal["eap", "map"]


class IrtItem(Frozen):
    """One item on the scale of ability, on which persons have mean 0 and standard deviation 1.

    Attributes:
        a: slope (discrimination) of the logistic curve, without the factor 1.7; higher tells more.
        b: difficulty: the ability at which half the persons get it right; higher is harder.
        a_se, b_se: standard errors, from the cross-products of the persons' scores.
        information: at the abilities of ``IrtAnalysis.information``.
        reason: why a value is None.
    """

    item_id: str
    a: float | None
    b: float | None
    a_se: float | None = None
    b_se: float | None = None
    a_interval: Range | None = None
    b_interval: Range | None = None
    information: tuple[float, ...] = ()
    reason: str | None = None


class IrtPerson(Frozen):
    """One person's ability, mean 0 and standard deviation 1 over the persons, with its error."""

    examinee_id: str
    theta: float
    se: float


class InformationPoint(Frozen):
    """Test information at an ability, and the standard error of an ability estimated from it."""

    theta: float
    information: float
    se: float | None


class IrtAnalysis(Frozen):
    """A logistic model with one or two parameters an item, fitted by marginal maximum likelihood.

    Attributes:
        model: ``1pl`` (one slope for all items) or ``2pl``.
        theta: how abilities were estimated: ``eap`` or ``map``.
        n: persons used.
        loglik: log-likelihood; None where nothing was fitted.
        parameters: how many were estimated.
        converged: whether the steps came to rest.
        iterations: passes over the scores.
        nodes: points of the grid from -6 to 6.
        reliability: variance of the abilities over that plus their mean squared error (EAP).
        information: of the test, for abilities from -4 to 4.
        reason: why nothing was fitted; None where something was.
        notes: what a reader must know.
    """

    model: Model
    theta: Theta
    n: int
    loglik: float | None = None
    parameters: int | None = None
    aic: float | None = None
    bic: float | None = None
    converged: bool | None = None
    iterations: int | None = None
    nodes: int | None = None
    reliability: float | None = None
    items: tuple[IrtItem, ...] = ()
    persons: tuple[IrtPerson, ...] = ()
    information: tuple[InformationPoint, ...] = ()
    reason: str | None = None
    notes: tuple[str, ...] = Field(default=())
