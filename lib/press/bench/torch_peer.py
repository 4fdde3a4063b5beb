"""PyTorch as a contestant of the bench: python torch_peer.py PART THREADS.

peer.py says how it talks. Denormal numbers are flushed to zero; without that a
training step of the LSTM takes about ten times as long.
"""
import itertools
import sys
import warnings

import torch
from torch import nn
from torch.nn import functional as F

import peer

part, threads = sys.argv[1], int(sys.argv[2])
warnings.filterwarnings("ignore")
torch.set_num_threads(threads)
torch.set_flush_denormal(True)
torch.manual_seed(1)
BATCHES = peer.SIZES["batches"]


class Classifier(nn.Module):
    """Ids [batch, length] to logits [batch, 1]."""

    def __init__(self):
        super().__init__()
        size = peer.SIZES["lstm"]
        self.embedding = nn.Embedding(size["vocabulary"], size["embedding"])
        self.lstm = nn.LSTM(size["embedding"], size["units"], batch_first=True)
        self.dense = nn.Linear(size["units"], 1)

    def forward(self, ids):
        return self.dense(self.lstm(self.embedding(ids))[1][0][-1])


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(width, bias=False)
        self.norm2 = nn.LayerNorm(width, bias=False)
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.projection = nn.Linear(width, width, bias=False)
        self.expand = nn.Linear(width, 4 * width, bias=False)
        self.contract = nn.Linear(4 * width, width, bias=False)

    def forward(self, x):
        x = x + self.projection(self.attention(self.qkv(self.norm1(x))))
        return x + self.contract(F.gelu(self.expand(self.norm2(x))))

    def attention(self, qkv):
        batch, time, _ = qkv.shape
        q, k, v = qkv.view(batch, time, 3, self.heads, -1).permute(
            2, 0, 3, 1, 4
        )  # each [batch, head, time, width / heads]
        seen = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return seen.transpose(1, 2).reshape(batch, time, -1)


class Gpt(nn.Module):
    """Tokens [batch, time] to logits [batch, time, vocabulary]."""

    def __init__(self):
        super().__init__()
        size = peer.SIZES["transformer"]
        width = size["width"]
        self.token = nn.Embedding(size["vocabulary"], width)
        self.position = nn.Parameter(torch.randn(size["context"], width) / 50)
        self.blocks = nn.Sequential(*(
            Block(width, size["heads"]) for _ in range(size["blocks"])
        ))
        self.norm = nn.LayerNorm(width, bias=False)
        self.head = nn.Linear(width, size["vocabulary"], bias=False)

    def forward(self, tokens):
        x = self.blocks(self.token(tokens) + self.position)
        return self.head(self.norm(x))


def lstm_step():
    size = peer.SIZES["lstm"]
    model = Classifier()
    optimiser = torch.optim.Adam(model.parameters(), 1e-3)
    data = itertools.cycle([
        (torch.randint(size["vocabulary"], (size["batch"], size["length"])),
         torch.randint(2, (size["batch"], 1)).float())
        for _ in range(BATCHES)
    ])

    def step():
        ids, labels = next(data)
        logits = model(ids)
        loss = F.binary_cross_entropy_with_logits(logits, labels)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        accuracy = ((logits > 0) == (labels > 0)).float().mean()
        return loss.item(), accuracy.item()

    return model, step


def gpt_step():
    size = peer.SIZES["transformer"]
    model = Gpt()
    optimiser = torch.optim.AdamW(model.parameters(), 1e-3, weight_decay=0.1)
    data = itertools.cycle(torch.randint(
        size["vocabulary"],
        (BATCHES, size["batch"], size["context"] + 1),
    ))

    def step():
        tokens = next(data)
        logits = model(tokens[:, :-1])
        loss = F.cross_entropy(logits.flatten(0, 1), tokens[:, 1:].flatten())
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        return loss.item()

    return model, step


def inference(batch):
    size = peer.SIZES["lstm"]
    model = Classifier().eval()
    ids = torch.randint(size["vocabulary"], (batch, size["length"]))

    def step():
        with torch.inference_mode():
            return model(ids).sigmoid().numpy()

    return model, step


def product(rows, inner, columns, transposed=None):
    """a @ b, where one of the two may lie transposed in memory."""
    def matrix(name, height, width):
        if name == transposed:
            return torch.randn(width, height).T
        return torch.randn(height, width)

    a, b = matrix("a", rows, inner), matrix("b", inner, columns)
    return lambda: torch.mm(a, b)


def cases():
    """The part's cases by name, and how many parameters its model has."""
    if part == "sgemm":
        return {
            name: product(**sizes)
            for name, sizes in peer.SIZES["products"].items()
        }, 0
    if part == "inference":
        models = {
            f"batch {batch}": inference(batch)
            for batch in peer.SIZES["inference"]
        }
        steps = {name: step for name, (_, step) in models.items()}
        return steps, parameters(models["batch 1"][0])
    model, step = {"lstm": lstm_step, "transformer": gpt_step}[part]()
    return {"step": step}, parameters(model)


def parameters(model):
    return sum(weight.numel() for weight in model.parameters())


steps, count = cases()
peer.serve("PyTorch", torch.__version__.split("+")[0], part, threads, steps,
           count)
