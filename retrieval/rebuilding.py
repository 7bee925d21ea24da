"""The unpacked weights as a BertModel with its tokenizer, and both as a sentence-transformers folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrieval.e5_file import PackedModel, Shape

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}
LAYER_PARTS = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}
SPECIAL_TOKENS = {
    "bos_token": "<s>",
    "eos_token": "</s>",
    "cls_token": "<s>",
    "sep_token": "</s>",
    "unk_token": "<unk>",
    "pad_token": "<pad>",
    "mask_token": "<mask>",
}


def save_sentence_transformer(packed: PackedModel, made: Path, bert_folder: Path) -> None:
    """Write the encoder into ``made`` as sentence-transformers loads it; ``bert_folder`` is used on the way."""
    from transformers.utils import logging

    logging.disable_progress_bar()
    _bert(packed).save_pretrained(bert_folder)
    _tokenizer(packed).save_pretrained(bert_folder)
    _sentence_transformer(bert_folder, packed.shape).save(str(made), create_model_card=False)


def _sentence_transformer(bert_folder: Path, shape: Shape) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

    bert = Transformer(str(bert_folder), max_seq_length=shape.positions)
    modules = [bert, Pooling(shape.hidden, pooling_mode="mean"), Normalize()]
    return SentenceTransformer(modules=modules, prompts=PROMPTS, device="cpu")


def _bert(packed: PackedModel) -> Any:
    import torch
    from transformers import BertConfig, BertModel

    shape = packed.shape
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.token_types,
        layer_norm_eps=shape.norm_epsilon,
        pad_token_id=packed.vocabulary.pad,
    )
    bert = BertModel(config).eval()
    # e5 takes the mean of all tokens; the pooler is there only because loaders expect one.
    state = {name: torch.zeros_like(value) for name, value in bert.state_dict().items()}
    for name, short in tensor_names(shape.layers).items():
        state[name] = torch.from_numpy(packed.tensors[short].copy()).reshape(state[name].shape)
    bert.load_state_dict(state, strict=True)
    return bert


def tensor_names(layers: int) -> dict[str, str]:
    """The name in a BertModel → the name in the packed file."""
    names = {
        "embeddings.word_embeddings.weight": "emb.word",
        "embeddings.position_embeddings.weight": "emb.pos",
        "embeddings.token_type_embeddings.weight": "emb.type",
    }
    parts = {"embeddings.LayerNorm": "emb.ln"}
    for i in range(layers):
        layer, short = f"encoder.layer.{i}", f"l{i}"
        parts |= {f"{layer}.{long}": f"{short}.{packed}" for long, packed in LAYER_PARTS.items()}
    for long, short in parts.items():
        names |= {f"{long}.weight": f"{short}.w", f"{long}.bias": f"{short}.b"}
    return names


def _tokenizer(packed: PackedModel) -> Any:
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    vocabulary = packed.vocabulary
    tokenizer = Tokenizer(models.Unigram(list(vocabulary.pieces), unk_id=vocabulary.unk))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"), ""),
            normalizers.Replace(Regex(r"[\t\n\x0c\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    special = [("<s>", vocabulary.bos), ("</s>", vocabulary.eos)]
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=special)
    longest = packed.shape.positions
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=longest, **SPECIAL_TOKENS)
