def load_guidance(engine: object, files: object) -> bool: return True
