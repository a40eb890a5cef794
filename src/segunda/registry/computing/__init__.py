"""The computation sheet (*liquidación*) of a person, made from her record.

codes     what the record itself leaves open, said in coded sentences
record    her charges, sentences, custody, credits and interruptions as the library's case
computed  the case computed, as bytes that can be made again
telling   the computation in words, as one reader may see it
"""
