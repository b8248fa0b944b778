"""Small weights files, written by the libraries that people use.

Usage: python3 weight-files.py Tests/WeightFilesTests/Fixtures
       (numpy 2.4.6, safetensors 0.8.0, ml_dtypes 0.6.0)
"""

import json
import sys
from pathlib import Path

import ml_dtypes
import numpy as np
from safetensors.numpy import save_file

assert np.__version__ == "2.4.6" and ml_dtypes.__version__ == "0.6.0"
folder = Path(sys.argv[1])
folder.mkdir(exist_ok=True)

# Element i is i/4 - 2: exact in every type. 2 x 3 x 4, as the tests expect.
values = (np.arange(24) / 4 - 2).reshape(2, 3, 4)
for name, dtype in [("float16", "<f2"), ("float32", "<f4"), ("float64", "<f8"), ("big-float16", ">f2"),
                    ("big-float32", ">f4"), ("big-float64", ">f8")]:
    np.save(folder / f"{name}.npy", values.astype(dtype))
np.save(folder / "fortran.npy", np.asfortranarray(values.astype("<f4")))
np.save(folder / "scalar.npy", np.float64(-0.25))
np.save(folder / "empty.npy", np.zeros((3, 0, 2), "<f4"))
np.save(folder / "bfloat16.npy", values.astype(ml_dtypes.bfloat16))
np.save(folder / "int64.npy", np.arange(3, dtype="<i8"))
np.save(folder / "object.npy", np.array([None, 1], dtype=object), allow_pickle=True)
np.save(folder / "records.npy", np.zeros(2, dtype=[("x", "<f4"), ("y", "<i2", (2,))]))
np.lib.format.write_array(open(folder / "version2.npy", "wb"), values.astype("<f4"), version=(2, 0))
np.lib.format.write_array(open(folder / "version3.npy", "wb"), values.astype("<f4"), version=(3, 0))

arrays = {"dense/kernel": values.astype("<f4"), "bias": values[0, 0].astype(">f8"),
          "half": values.astype("<f2"), "steps": np.arange(3), "none": np.zeros((0, 2), "<f4")}
np.savez(folder / "stored.npz", **arrays)
np.savez_compressed(folder / "deflated.npz", **arrays)

tensors = {
    "f16": values.astype(np.float16), "bf16": values.astype(ml_dtypes.bfloat16), "f32": values.astype(np.float32),
    "f64": values.astype(np.float64), "i64": np.arange(3), "empty": np.zeros((0, 4), np.float32),
    "scalar": np.array(-0.25, np.float32),
}
save_file(tensors, folder / "all.safetensors", metadata={"format": "pt", "note": "caf\u00e9 \"1\""})
save_file({"a.weight": tensors["f32"], "extra": tensors["f64"]}, folder / "model-00001-of-00002.safetensors")
save_file({"b.weight": tensors["bf16"]}, folder / "model-00002-of-00002.safetensors")
index = {"metadata": {"total_size": 144}, "weight_map": {"b.weight": "model-00002-of-00002.safetensors",
                                                         "a.weight": "model-00001-of-00002.safetensors"}}
(folder / "model.safetensors.index.json").write_text(json.dumps(index, indent=2) + "\n")

np.savetxt(folder / "values.txt", values.reshape(6, 4), header="six rows")
np.savetxt(folder / "values.csv", values.reshape(6, 4), delimiter=",", fmt="%.9g")
