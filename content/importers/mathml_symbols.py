"""Signs of formulas by their LaTeX names."""

_GREEK = (
    "α alpha β beta γ gamma δ delta ε varepsilon ϵ epsilon ζ zeta η eta θ theta κ kappa λ lambda μ mu µ mu ν nu ξ xi "
    "π pi ρ rho σ sigma τ tau φ varphi ϕ phi χ chi ψ psi ω omega Γ Gamma Δ Delta ∆ Delta Θ Theta Λ Lambda Ξ Xi Π Pi "
    "Σ Sigma Φ Phi Ψ Psi Ω Omega"
)
_SIGNS = (
    "× times · cdot ⋅ cdot ∙ cdot • cdot ÷ div ± pm ∓ mp ≤ leq ≥ geq ≠ neq ≈ approx ≅ cong ∝ propto ∞ infty → to "
    "⟶ to ← leftarrow ↔ leftrightarrow ⇒ Rightarrow ⇔ Leftrightarrow ∂ partial ∇ nabla ∑ sum ∏ prod ∫ int ∈ in "
    "∪ cup ∩ cap ⊂ subset ∠ angle ⊥ perp ∥ parallel … ldots ⋯ cdots ∴ therefore ⟨ langle ⟩ rangle ℓ ell ħ hbar "
    "∘ circ ∼ sim ≡ equiv √ surd ′ prime"
)


def _table(listed: str) -> dict[str, str]:
    words = listed.split()
    return {sign: f"\\{name}" for sign, name in zip(words[::2], words[1::2], strict=True)}


SYMBOLS: dict[str, str] = _table(_GREEK) | _table(_SIGNS) | {
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "°": r"^{\circ}", "º": r"^{\circ}", "\u00a0": r"\ ", "∕": "/",
    "’": "'", "⁢": "", "∣": "|", "∗": "*", "¯": r"\bar{}", "ˉ": r"\bar{}",
}  # fmt: skip
FUNCTIONS = frozenset("sin cos tan cot sec csc arcsin arccos arctan log ln lim max min exp det".split())  # noqa: SIM905
ACCENTS: dict[str, str] = {
    "¯": r"\overline", "‾": r"\overline", "_": r"\overline", r"\_": r"\overline", "-": r"\overline", "―": r"\overline",
    r"\bar{}": r"\overline", "ˉ": r"\overline", r"\to": r"\overrightarrow", "⇀": r"\overrightarrow", "^": r"\hat",
    r"\hat{}": r"\hat", "ˆ": r"\hat", "∧": r"\hat", r"\sim": r"\tilde", "˜": r"\tilde", "˙": r"\dot", ".": r"\dot",
    "¨": r"\ddot", "⏞": r"\overbrace", "︷": r"\overbrace",
}  # fmt: skip
