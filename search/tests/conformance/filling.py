"""Putting documents where searches see them."""


def fill(engine, name, documents):
    """Write the documents into a new generation and let searches see it."""
    generation = engine.begin(name)
    engine.write(name, documents, generation=generation)
    engine.publish(name, generation=generation)
    engine.refresh(name)
    return generation
