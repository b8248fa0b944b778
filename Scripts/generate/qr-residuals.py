"""The largest |Q^T Q - I| after LAPACK's single-precision QR of normal matrices, in units of 2^-24.

OrthogonalBattery's bound is at least twice what this prints. Seeds are fixed, but the figures differ from one LAPACK to
another. It takes about ten minutes on one core.

    pip install torch==2.15.0
    python3 qr-residuals.py
"""

import math

import torch

UNIT_ROUNDOFF = 2.0**-24
SIZES = [
    # rows, columns, matrices, gain
    (1, 1, 100_000, 1.3),
    (2, 2, 400_000, math.sqrt(2)),
    (3, 3, 400_000, 1.3),
    (4, 4, 200_000, 1.0),
    (8, 8, 200_000, math.sqrt(2)),
    (12, 12, 200_000, 1.0),
    (15, 15, 200_000, 1.0),
    (16, 16, 200_000, 1.0),
    (16, 2, 200_000, 1.0),
    (24, 24, 100_000, 1.0),
    (32, 32, 100_000, 1.0),
    (64, 64, 100_000, 1.0),
    (64, 16, 100_000, 1.0),
    (128, 128, 100_000, 1.0),
    (512, 8, 100_000, 1.0),
    (2048, 2, 100_000, 1.0),
    (256, 64, 100_000, 1.0),
    (256, 256, 100_000, 1.0),
]


def largest_residual(rows: int, columns: int, matrices: int, gain: float) -> float:
    worst = 0.0
    identity = torch.eye(columns, dtype=torch.double)
    batch = max(1, 1_000_000 // (rows * columns))
    for start in range(0, matrices, batch):
        decomposition = torch.linalg.qr(torch.randn(min(batch, matrices - start), rows, columns))
        signs = torch.sign(torch.diagonal(decomposition.R, dim1=-2, dim2=-1)).unsqueeze(-2)
        q = (decomposition.Q * signs * gain).double()
        residual = q.transpose(1, 2) @ q / gain**2 - identity
        worst = max(worst, residual.abs().max().item())
    return worst / UNIT_ROUNDOFF


def main() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(1)
    print("rows columns matrices gain residual bound")
    for rows, columns, matrices, gain in SIZES:
        n = max(rows, columns)
        bound = 4 * n + 16 if n < 16 else 4.5 * (math.sqrt(n) + 4)
        residual = largest_residual(rows, columns, matrices, gain)
        print(f"{rows} {columns} {matrices} {gain:.4g} {residual:.1f} {bound:.1f}", flush=True)


if __name__ == "__main__":
    main()
